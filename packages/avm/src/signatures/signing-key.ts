import { ed25519, type Signer } from '@noctiluca/particle/ed25519';
import { LAYOUT } from './hooked-functions.js';
import { MadeSignatures } from './made-signatures.js';

/** The key of one peer in the form that libsodium or OpenSSL signs with. Nothing else is made of the seed and kept. */
export class SigningKey {
  readonly publicKey: Uint8Array;
  readonly #seed: Uint8Array;
  readonly #signer: Signer;
  readonly #made = new MadeSignatures();

  /** @param seed 32 bytes @param library @default the fastest that is installed */
  constructor(seed: Uint8Array, library = ed25519()) {
    this.#seed = seed.slice();
    this.#signer = library.signer(this.#seed);
    this.publicKey = library.publicKeyOf(this.#seed);
  }

  /** Whether the 32 bytes at a place are this key's seed. */
  isOf(memory: Uint8Array, at: number): boolean {
    return Buffer.compare(memory.subarray(at, at + LAYOUT.KEY), this.#seed) === 0;
  }

  /** @returns 64 bytes, the same as any other implementation of RFC 8032 */
  sign(message: Uint8Array): Uint8Array {
    return this.#made.of(message, this.#signer);
  }
}
