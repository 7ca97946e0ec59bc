import { LruCache } from '@noctiluca/common/lru-cache';
import { base58btc } from 'multiformats/bases/base58';
import { MAX_PEER_ID_BYTES, PEER_KEY_CACHE_SIZE } from '../constants.js';
import { ParticleError } from '../errors.js';

/**
 * What a peer id says about its key: the key itself (identity multihash), or only that there is one. `hashed` ids
 * (RSA) are the SHA-256 of a key, `unknown` ones inline something that is neither an ed25519 nor a secp256k1 key.
 */
export type PeerKey =
  /** `raw`: 32 bytes. */
  | { readonly type: 'ed25519'; readonly raw: Uint8Array }
  /** `raw`: 33 bytes, the compressed point. */
  | { readonly type: 'secp256k1'; readonly raw: Uint8Array }
  | { readonly type: 'hashed' }
  | { readonly type: 'unknown' };

/** Multihash codes and libp2p's protobuf heads `{1: key type, 2: key}` (github.com/libp2p/specs, peer-ids). */
const IDENTITY = 0x00;
const SHA2_256 = 0x12;
const MAX_INLINE_BYTES = 42;
const ED25519_HEAD = [0x08, 0x01, 0x12, 0x20] as const;
const ED25519_BYTES = 32;
const SECP256K1_HEAD = [0x08, 0x02, 0x12, 0x21] as const;
const SECP256K1_BYTES = 33;

const cache = new LruCache<string, PeerKey>(PEER_KEY_CACHE_SIZE);

/**
 * Reads a base58btc peer id, `12D3Koo…` or `16Uiu2…` or `Qm…`. The last 4096 ids are kept, so asking again is cheap and
 * gives the same object.
 *
 * @throws ParticleError `BAD_PEER_ID` when the text is none
 */
export function parsePeerId(text: string): PeerKey {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const key = readMultihash(decodeBase58(text));
  if (key === undefined) throw badPeerId(text, 'it is neither an identity nor a SHA-256 multihash');
  cache.set(text, key);
  return key;
}

/** Whether the text is a peer id; says nothing about whether such a peer exists. */
export function isPeerId(text: string): boolean {
  try {
    parsePeerId(text);
    return true;
  } catch {
    return false;
  }
}

/** Writes the peer id of a public key: raw ed25519 (32 bytes) unless `type` says otherwise (33 bytes). */
export function formatPeerId(publicKey: Uint8Array, type: 'ed25519' | 'secp256k1' = 'ed25519'): string {
  const [head, size] = type === 'ed25519' ? [ED25519_HEAD, ED25519_BYTES] : [SECP256K1_HEAD, SECP256K1_BYTES];
  if (publicKey.length !== size) {
    throw new ParticleError('BAD_KEY', `an ${type} public key takes ${size} bytes, got ${publicKey.length}`);
  }
  return base58btc.baseEncode(Uint8Array.of(IDENTITY, head.length + size, ...head, ...publicKey));
}

function decodeBase58(text: string): Uint8Array {
  // Base58 takes quadratic time, hence the bound before it.
  if (text.length === 0 || text.length > MAX_PEER_ID_BYTES)
    throw badPeerId(text, `it has ${text.length} characters`);
  try {
    return base58btc.baseDecode(text);
  } catch (cause) {
    throw badPeerId(text, 'it is not base58btc', { cause });
  }
}

/** Code and length are single bytes for every legal id; a longer spelling of the same numbers is refused. */
function readMultihash(bytes: Uint8Array): PeerKey | undefined {
  const digest = bytes.subarray(2);
  if (bytes.length < 2 || bytes[1] !== digest.length) return undefined;
  if (bytes[0] === SHA2_256 && digest.length === 32) return HASHED;
  if (bytes[0] !== IDENTITY || digest.length > MAX_INLINE_BYTES) return undefined;
  const ed25519 = keyAfter(ED25519_HEAD, digest, ED25519_BYTES);
  if (ed25519 !== undefined) return { type: 'ed25519', raw: ed25519 };
  const secp256k1 = keyAfter(SECP256K1_HEAD, digest, SECP256K1_BYTES);
  return secp256k1 === undefined ? UNKNOWN : { type: 'secp256k1', raw: secp256k1 };
}

const HASHED: PeerKey = { type: 'hashed' };
const UNKNOWN: PeerKey = { type: 'unknown' };

function keyAfter(head: readonly number[], bytes: Uint8Array, size: number): Uint8Array | undefined {
  if (bytes.length !== head.length + size || !head.every((byte, i) => bytes[i] === byte)) return undefined;
  return bytes.slice(head.length);
}

function badPeerId(text: string, why: string, options?: ErrorOptions): ParticleError {
  const shown = text.length > 64 ? `${text.slice(0, 64)}…` : text;
  return new ParticleError('BAD_PEER_ID', `"${shown}" is not a peer id: ${why}`, options);
}
