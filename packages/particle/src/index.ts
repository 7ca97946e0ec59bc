/**
 * The particle: what peers of the Fluence protocol send each other. Making, signing, encoding, reading and judging one.
 *
 * ```ts
 * import { createParticle, decodePayload, encodeFrame, FrameReader, generateKeyPair, verifyParticle } from '@noctiluca/particle';
 *
 * const keyPair = generateKeyPair();
 * const particle = createParticle({ script: '(null)', ttl: 7000, timestampMs: Date.now(), keyPair });
 *
 * for (const payload of new FrameReader().push(encodeFrame(particle))) {
 *   const message = decodePayload(payload);
 *   if (message.kind === 'particle') console.log(message.particle.id, verifyParticle(message.particle));
 * }
 * ```
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
export { type Ed25519, ed25519, loadSodium, nodeEd25519 } from './keys/ed25519.js';
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
