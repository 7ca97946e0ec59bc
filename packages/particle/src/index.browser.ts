/**
 * The particle in browsers: as in Node, with ed25519 in JavaScript (`ed25519().name` is `noble`).
 *
 * @packageDocumentation
 */

export {
  DEFAULT_MAX_AHEAD_MS,
  DEFAULT_MAX_TTL_MS,
  MAX_ID_BYTES,
  MAX_PAYLOAD_BYTES,
  MAX_PEER_ID_BYTES,
  PARTICLE_PROTOCOL,
} from './constants.js';
export { ParticleError, type ParticleErrorCode } from './errors.js';
export { checkTimes, remainingMs, type TimeCheck, type TimeLimits } from './expiry.js';
export { ed25519 } from './keys/ed25519.browser.js';
export type { Ed25519 } from './keys/ed25519.js';
export { formatKey, generateKeyPair, type KeyPair, keyPairFromSeed, parseKey } from './keys/key-pair.js';
export { formatPeerId, isPeerId, type PeerKey, parsePeerId } from './keys/peer-id.js';
export type { Particle } from './particle.js';
export type {
  ParticleRecording,
  PeerRecording,
  RecordedCall,
  RecordedOutcome,
  RecordedParticle,
  RecordedResult,
  RecordedStep,
} from './recording.js';
export {
  createParticle,
  type NewParticle,
  type SignedFields,
  signingBytes,
  signParticle,
  type VerifyResult,
  verifyParticle,
  verifySignature,
} from './signature.js';
export type {
  DropStage,
  ParticleOutcome,
  ParticleSummary,
  TraceEntry,
  TraceEvent,
  TraceRecorder,
  TraceStamp,
} from './trace.js';
export { isSpellParticle, silentTrace } from './trace.js';
export { decodePayload, encodePayload, type Message } from './wire/codec.js';
export { encodeFrame, type FrameInit, FrameReader } from './wire/frame.js';
