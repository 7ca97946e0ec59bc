import { createPublicKey, verify } from 'node:crypto';
import type { Verifier } from './ed25519.js';

/** DER before a compressed point: SubjectPublicKeyInfo for id-ecPublicKey on secp256k1 (RFC 5480, SEC 2). */
const SPKI_HEAD = Buffer.from('3036301006072a8648ce3d020106052b8104000a032200', 'hex');

/**
 * Verifies libp2p's secp256k1 signatures: ECDSA over SHA-256, DER encoded (github.com/libp2p/specs, peer-ids).
 *
 * @throws Error from OpenSSL when the 33 bytes are no point of the curve
 */
export function secp256k1Verifier(publicKey: Uint8Array): Verifier {
  const der = Buffer.concat([SPKI_HEAD, publicKey]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return (message, signature) => verify('sha256', message, key, signature);
}
