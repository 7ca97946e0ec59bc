/**
 * The particle in browsers: as in Node, with ed25519 in JavaScript (`ed25519().name` is `noble`).
 *
 * @packageDocumentation
 */
export { decodePayload, encodePayload, type Message } from './codec.js';
export {
  DEFAULT_MAX_AHEAD_MS,
  DEFAULT_MAX_TTL_MS,
  MAX_ID_BYTES,
  MAX_PAYLOAD_BYTES,
  MAX_PEER_ID_BYTES,
  PARTICLE_PROTOCOL,
} from './constants.js';
export { ed25519 } from './ed25519.browser.js';
export type { Ed25519 } from './ed25519.js';
export { ParticleError, type ParticleErrorCode } from './errors.js';
export { checkTimes, remainingMs, type TimeCheck, type TimeLimits } from './expiry.js';
export { encodeFrame, type FrameInit, FrameReader } from './frame.js';
export { formatKey, generateKeyPair, type KeyPair, keyPairFromSeed, parseKey } from './key-pair.js';
export type { Particle } from './particle.js';
export { formatPeerId, isPeerId, type PeerKey, parsePeerId } from './peer-id.js';
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
