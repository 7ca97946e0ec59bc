import { SigningKey } from '../../src/signatures/signing-key.js';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** An identity multihash of a libp2p public key of 32 ed25519 bytes. */
const PREFIX = [0x00, 0x24, 0x08, 0x01, 0x12, 0x20];

/** The peer whose key has a seed of 32 bytes. */
export function peerOf(seed: Uint8Array): { readonly peerId: string; readonly seed: Uint8Array } {
  return { peerId: base58(Uint8Array.from([...PREFIX, ...new SigningKey(seed).publicKey])), seed };
}

function base58(bytes: Uint8Array): string {
  let text = '';
  for (let left = BigInt(`0x${Buffer.from(bytes).toString('hex')}`); left > 0n; left /= 58n) {
    text = ALPHABET[Number(left % 58n)] + text;
  }
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return '1'.repeat(zeros) + text;
}
