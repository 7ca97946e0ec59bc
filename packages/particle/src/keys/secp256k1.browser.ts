import { secp256k1 } from '@noble/curves/secp256k1.js';
import type { Verifier } from './ed25519.js';

/**
 * `secp256k1Verifier` for browsers.
 *
 * @throws Error when the 33 bytes are no point of the curve
 */
export function secp256k1Verifier(publicKey: Uint8Array): Verifier {
  secp256k1.Point.fromBytes(publicKey);
  return (message, signature) => {
    try {
      // Like OpenSSL, both halves of `s`.
      return secp256k1.verify(signature, message, publicKey, { format: 'der', lowS: false });
    } catch {
      return false;
    }
  };
}
