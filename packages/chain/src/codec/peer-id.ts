import { base58btc } from 'multiformats/bases/base58';
import { ChainError } from '../errors.js';

/** What a peer id has before an ed25519 key: identity multihash, its length, the protobuf of the key's type and length. */
const PREFIX = Uint8Array.of(0x00, 0x24, 0x08, 0x01, 0x12, 0x20);
const KEY_BYTES = 32;
/** In base58, with room for what is no peer id. */
const MAX_TEXT = 64;

/** The raw key, 32 bytes. @throws ChainError `INVALID` for other keys */
export function peerIdToChain(peerId: string): Uint8Array {
  const bytes = peerId.length > MAX_TEXT ? undefined : decode(peerId);
  const isEd25519 =
    bytes?.length === PREFIX.length + KEY_BYTES && PREFIX.every((byte, at) => bytes[at] === byte);
  if (!isEd25519)
    throw new ChainError('INVALID', `${peerId.slice(0, MAX_TEXT)} is no peer id of an ed25519 key`);
  return bytes.slice(PREFIX.length);
}

/** @throws ChainError `INVALID` for what is not 32 bytes */
export function peerIdFromChain(key: Uint8Array): string {
  if (key.length !== KEY_BYTES) throw new ChainError('INVALID', `A key has 32 bytes, not ${key.length}`);
  return base58btc.baseEncode(Uint8Array.from([...PREFIX, ...key]));
}

function decode(text: string): Uint8Array | undefined {
  try {
    return base58btc.baseDecode(text);
  } catch {
    return undefined;
  }
}
