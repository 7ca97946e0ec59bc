import { ed25519 as curve } from '@noble/curves/ed25519.js';
import type { Ed25519 } from './ed25519.js';

const SIGNATURE_BYTES = 64;

/**
 * ed25519 in JavaScript, for browsers: WebCrypto answers with promises, has it in new browsers only, and nowhere outside of
 * secure contexts. libp2p brings the same library. It refuses keys and points that are not canonical (RFC 8032 §5.1.7),
 * and checks with the cofactor, which differs only for signatures that their own author made wrong.
 */
export const nobleEd25519: Ed25519 = {
  name: 'noble',
  publicKeyOf: (seed) => curve.getPublicKey(seed),
  signer: (seed) => (message) => curve.sign(message, seed),
  verifier: (publicKey) => (message, signature) =>
    signature.length === SIGNATURE_BYTES && verify(signature, message, publicKey),
};

/** Noble throws for a key that is no point of the curve. */
function verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return curve.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}

/** The implementation for browsers. */
export const ed25519 = (): Ed25519 => nobleEd25519;
