import { randomUUID } from 'node:crypto';
import { MAX_TTL_FIELD } from './constants.js';
import { ParticleError } from './errors.js';
import { ed25519, type Verifier } from './keys/ed25519.js';
import type { KeyPair } from './keys/key-pair.js';
import { type PeerKey, parsePeerId } from './keys/peer-id.js';
import { secp256k1Verifier } from './keys/secp256k1.js';
import { isSoundPublicKey } from './keys/sound-public-key.js';
import type { Particle } from './particle.js';

/** The fields that a signature covers. `data` is not among them: AquaVM protects it (spec/nox.md §1.6). */
export type SignedFields = Pick<Particle, 'id' | 'timestamp' | 'ttl' | 'script'>;

/**
 * `utf8(id) || u64le(timestamp) || u32le(ttl) || utf8(script)` (spec/nox.md §1.6).
 *
 * @throws ParticleError `OUT_OF_RANGE` when timestamp or ttl do not fit their field
 */
export function signingBytes(particle: SignedFields): Uint8Array {
  const { id, timestamp, ttl, script } = particle;
  requireField('timestamp', timestamp, Number.MAX_SAFE_INTEGER);
  requireField('ttl', ttl, MAX_TTL_FIELD);
  const idBytes = Buffer.byteLength(id);
  const out = Buffer.allocUnsafeSlow(idBytes + 12 + Buffer.byteLength(script));
  out.write(id, 0, 'utf8');
  out.writeUInt32LE(timestamp % 0x1_0000_0000, idBytes);
  out.writeUInt32LE(Math.floor(timestamp / 0x1_0000_0000), idBytes + 4);
  out.writeUInt32LE(ttl, idBytes + 8);
  out.write(script, idBytes + 12, 'utf8');
  return out;
}

/** The same particle, authored and signed by `keyPair`. */
export function signParticle(
  particle: Omit<Particle, 'initPeerId' | 'signature'>,
  keyPair: KeyPair,
): Particle {
  const signature = keyPair.sign(signingBytes(particle));
  return { ...particle, initPeerId: keyPair.peerId, signature };
}

export interface NewParticle {
  /** AIR text. */
  readonly script: string;
  /** Life time, milliseconds, u32. */
  readonly ttl: number;
  /** Creation time, milliseconds since the epoch. */
  readonly timestampMs: number;
  readonly keyPair: KeyPair;
  /** @default a random uuid v4 */
  readonly id?: string;
  /** @default empty, as at the start of every script */
  readonly data?: Uint8Array;
}

/** Makes and signs a particle. @throws ParticleError `OUT_OF_RANGE` */
export function createParticle(init: NewParticle): Particle {
  const { script, ttl, timestampMs: timestamp, keyPair, id = randomUUID(), data = new Uint8Array(0) } = init;
  return signParticle({ id, timestamp, ttl, script, data }, keyPair);
}

export type VerifyResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: 'BAD_SIGNATURE' | 'UNDECODABLE_KEY'; readonly reason: string };

/**
 * Checks the signature with the key inside `initPeerId`: ed25519 and secp256k1. Hashed ids (RSA) hold no key and
 * always fail as undecodable, as in nox (spec/nox.md §1.6). Never throws on a decoded particle.
 */
export function verifyParticle(particle: Particle): VerifyResult {
  const verifier = verifierOf(particle.initPeerId);
  if (typeof verifier === 'string') return { ok: false, code: 'UNDECODABLE_KEY', reason: verifier };
  if (verifier(signingBytes(particle), particle.signature)) return OK;
  const reason = `the signature of particle ${particle.id} is not by ${particle.initPeerId}`;
  return { ok: false, code: 'BAD_SIGNATURE', reason };
}

const OK: VerifyResult = { ok: true };

/** Checks 64 (or DER) bytes of signature over any message by the key inside `peerId`. @throws ParticleError `UNDECODABLE_KEY` */
export function verifySignature(peerId: string, message: Uint8Array, signature: Uint8Array): boolean {
  const verifier = verifierOf(peerId);
  if (typeof verifier === 'string') throw new ParticleError('UNDECODABLE_KEY', verifier);
  return verifier(message, signature);
}

/** Hangs on the cached `PeerKey`, so that its cache bounds this one. */
const verifiers = new WeakMap<PeerKey, Verifier | string>();

/** A verifier, or the reason why there is none. */
function verifierOf(peerId: string): Verifier | string {
  let key: PeerKey;
  try {
    key = parsePeerId(peerId);
  } catch (error) {
    return error instanceof ParticleError ? error.message : String(error);
  }
  if (key.type === 'hashed') return `peer id ${peerId} is a hash: it does not hold the public key`;
  if (key.type === 'unknown') return `peer id ${peerId} holds neither an ed25519 nor a secp256k1 key`;
  let verifier = verifiers.get(key);
  if (verifier === undefined) {
    verifier = makeVerifier(peerId, key.type, key.raw);
    verifiers.set(key, verifier);
  }
  return verifier;
}

function makeVerifier(peerId: string, type: 'ed25519' | 'secp256k1', raw: Uint8Array): Verifier | string {
  if (type === 'ed25519') {
    return isSoundPublicKey(raw) ? ed25519().verifier(raw) : `peer id ${peerId} holds a weak ed25519 key`;
  }
  try {
    return secp256k1Verifier(raw);
  } catch (error) {
    return `peer id ${peerId} holds no point of secp256k1: ${String(error)}`;
  }
}

function requireField(field: string, value: number, max: number): void {
  if (Number.isSafeInteger(value) && value >= 0 && value <= max) return;
  throw new ParticleError('OUT_OF_RANGE', `${field} must be an integer from 0 to ${max}, got ${value}`);
}
