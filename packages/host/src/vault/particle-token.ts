import type { KeyPair, Particle } from '@noctiluca/particle';
import { toBase58 } from '../encoding/base58.js';

/**
 * Token of a particle: base58 of the host's signature over the particle's signature (spec/nox.md §2.8). Nobody else can
 * compute it, so the vault directory it names cannot be guessed. Made when first asked for and kept with the signature.
 */
export class ParticleTokens {
  readonly #keyPair: KeyPair;
  readonly #known = new WeakMap<Uint8Array, string>();

  constructor(keyPair: KeyPair) {
    this.#keyPair = keyPair;
  }

  of({ signature }: Particle): string {
    const known = this.#known.get(signature);
    if (known !== undefined) return known;
    const token = toBase58(this.#keyPair.sign(signature));
    this.#known.set(signature, token);
    return token;
  }
}
