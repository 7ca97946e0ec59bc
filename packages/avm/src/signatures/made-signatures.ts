import { Generations } from './generations.js';
import { nameOf } from './verified-signatures.js';

/** Signatures of one key that are remembered, and the longest message that is remembered with one. */
const MAX_SIGNATURES = 64;
const MAX_MESSAGE_BYTES = 4096;

/** What one key signed last: AquaVM signs the same twice in a run, and again in each run that adds nothing. */
export class MadeSignatures {
  readonly #made = new Generations<Uint8Array>(MAX_SIGNATURES);

  /** @param sign gives the same signature for the same message */
  of(message: Uint8Array, sign: (message: Uint8Array) => Uint8Array): Uint8Array {
    if (message.length > MAX_MESSAGE_BYTES) return sign(message);
    const name = nameOf(message);
    const made = this.#made.get(name) ?? sign(message);
    this.#made.set(name, made);
    return made;
  }
}
