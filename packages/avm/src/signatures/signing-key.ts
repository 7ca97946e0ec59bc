import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { LAYOUT } from './hooked-functions.js';
import { MadeSignatures } from './made-signatures.js';

/** PKCS #8 of an ed25519 seed (RFC 8410 §7). */
const PKCS8 = Uint8Array.from(Buffer.from('302e020100300506032b657004220420', 'hex'));

/** The key of one peer in the form that Node.js signs with. Nothing else is made of the seed and kept. */
export class SigningKey {
  readonly publicKey: Uint8Array;
  readonly #seed: Uint8Array;
  readonly #key: KeyObject;
  readonly #made = new MadeSignatures();

  /** @param seed 32 bytes */
  constructor(seed: Uint8Array) {
    const der = Buffer.concat([PKCS8, seed]);
    this.#seed = seed.slice();
    this.#key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    der.fill(0);
    const spki = createPublicKey(this.#key).export({ format: 'der', type: 'spki' });
    this.publicKey = Uint8Array.from(spki.subarray(-LAYOUT.KEY));
  }

  /** Whether the 32 bytes at a place are this key's seed. */
  isOf(memory: Uint8Array, at: number): boolean {
    return Buffer.compare(memory.subarray(at, at + LAYOUT.KEY), this.#seed) === 0;
  }

  /** @returns 64 bytes, the same as any other implementation of RFC 8032 */
  sign(message: Uint8Array): Uint8Array {
    return this.#made.of(message, (text) => sign(null, text, this.#key));
  }
}
