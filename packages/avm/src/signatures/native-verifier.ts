import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { Generations } from './generations.js';
import { nameOf } from './verified-signatures.js';

/** Peers whose keys are kept in the form that Node.js verifies with. */
const MAX_KEYS = 64;

/**
 * Verifies with OpenSSL, whose ED25519_verify asks the same of a signature as ed25519-dalek's `verify`: the scalar below the
 * order, a key that decodes, R as it is encoded equal to [s]B − [k]A. Only its yes is used.
 */
export class NativeVerifier {
  readonly #keys = new Generations<KeyObject>(MAX_KEYS);

  isGood(signature: Uint8Array, publicKey: Uint8Array, message: Uint8Array): boolean {
    return verify(null, message, this.#keyOf(publicKey), signature);
  }

  #keyOf(publicKey: Uint8Array): KeyObject {
    const name = nameOf(publicKey);
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: base64(publicKey) }, format: 'jwk' });
    this.#keys.set(name, key);
    return key;
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url');
}
