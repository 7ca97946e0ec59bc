import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { base58btc } from 'multiformats/bases/base58';
import { ParticleError } from '../errors.js';
import { ed25519, type Signer } from './ed25519.js';
import { formatPeerId } from './peer-id.js';

/** An ed25519 identity: of a host, a worker or a client. */
export interface KeyPair {
  /** Base58btc peer id with the public key inlined, `12D3Koo…`. */
  readonly peerId: string;
  /** 32 raw bytes. */
  readonly publicKey: Uint8Array;
  /** 32 raw bytes; secret: never in logs, traces or `describe()`. */
  readonly seed: Uint8Array;
  /** 64 raw bytes. */
  sign(message: Uint8Array): Uint8Array;
}

const SEED_BYTES = 32;
const PAIR_BYTES = 64;
/** 64 bytes take 88 characters in base64 and at most 88 in base58. */
const MAX_KEY_TEXT = 128;

/** Secrets stand in private fields, out of reach of `console.log`, `JSON.stringify`, loggers and `structuredClone`. */
class Ed25519KeyPair implements KeyPair {
  readonly peerId: string;
  readonly publicKey: Uint8Array;
  readonly #seed: Uint8Array;
  readonly #sign: Signer;

  constructor(seed: Uint8Array) {
    this.#seed = Uint8Array.from(seed);
    this.#sign = ed25519().signer(this.#seed);
    this.publicKey = ed25519().publicKeyOf(this.#seed);
    this.peerId = formatPeerId(this.publicKey);
  }

  get seed(): Uint8Array {
    return this.#seed.slice();
  }

  sign(message: Uint8Array): Uint8Array {
    return this.#sign(message);
  }

  toJSON(): { peerId: string } {
    return { peerId: this.peerId };
  }

  toString(): string {
    return `KeyPair(${this.peerId})`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** Makes a key pair from the system's randomness. */
export function generateKeyPair(): KeyPair {
  return new Ed25519KeyPair(randomBytes(SEED_BYTES));
}

/** Makes the key pair of a secret seed. @throws ParticleError `BAD_KEY` unless it has 32 bytes */
export function keyPairFromSeed(seed: Uint8Array): KeyPair {
  if (seed.length !== SEED_BYTES) throw badKey(`a secret key takes ${SEED_BYTES} bytes, got ${seed.length}`);
  return new Ed25519KeyPair(seed);
}

/**
 * Reads a secret key: base64 (padded, as nox writes it) or base58btc text of 32 bytes (secret) or of 64 (secret and
 * public key, which must match); spec/nox.md §7.4. White space around it is ignored. The two alphabets cannot be
 * confused: a base58 text of either size is never padded base64 of 32 or 64 bytes. Fewer than 32 bytes are refused: a
 * shortened secret is a damaged one.
 *
 * @throws ParticleError `BAD_KEY`; its message never quotes the text
 */
export function parseKey(text: string): KeyPair {
  const trimmed = text.trim();
  const bytes = trimmed.length > MAX_KEY_TEXT ? undefined : (fromBase64(trimmed) ?? fromBase58(trimmed));
  if (bytes === undefined) {
    throw badKey(`expected base64 or base58 text of ${SEED_BYTES} or ${PAIR_BYTES} bytes`);
  }
  const keyPair = keyPairFromSeed(bytes.subarray(0, SEED_BYTES));
  if (bytes.length === PAIR_BYTES && !Buffer.from(keyPair.publicKey).equals(bytes.subarray(SEED_BYTES))) {
    throw badKey('the public half of the key pair does not belong to its secret half');
  }
  return keyPair;
}

/** Writes the secret as nox's key files hold it: base64 of 32 bytes. The result is a secret. */
export function formatKey(keyPair: KeyPair): string {
  return Buffer.from(keyPair.seed).toString('base64');
}

function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? keySized(bytes) : undefined;
}

function fromBase58(text: string): Uint8Array | undefined {
  try {
    return keySized(base58btc.baseDecode(text));
  } catch {
    // The cause would quote a character of the secret.
    return undefined;
  }
}

function keySized(bytes: Uint8Array): Uint8Array | undefined {
  return bytes.length === SEED_BYTES || bytes.length === PAIR_BYTES ? bytes : undefined;
}

function badKey(why: string): ParticleError {
  return new ParticleError('BAD_KEY', `This is no ed25519 secret key: ${why}`);
}
