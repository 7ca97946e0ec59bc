import { ed25519, type Verifier } from '@noctiluca/particle/ed25519';
import { Generations } from './generations.js';
import { nameOf } from './verified-signatures.js';

/** Peers whose keys are kept in the form that the library verifies with. */
const MAX_KEYS = 256;

/**
 * Verifies with libsodium or OpenSSL. OpenSSL asks of a signature what ed25519-dalek's `verify` does: the scalar below the
 * order, a key that decodes, R as it is encoded equal to [s]B − [k]A. libsodium asks for keys of full order besides. Only a
 * yes is used, so that it does not matter which is installed.
 */
export class NativeVerifier {
  readonly #library: ReturnType<typeof ed25519>;
  readonly #verifiers = new Generations<Verifier>(MAX_KEYS);

  /** @param library @default the fastest that is installed */
  constructor(library = ed25519()) {
    this.#library = library;
  }

  isGood(signature: Uint8Array, publicKey: Uint8Array, message: Uint8Array): boolean {
    const name = nameOf(publicKey);
    const known = this.#verifiers.get(name);
    const verifier = known ?? this.#library.verifier(publicKey.slice());
    if (known === undefined) this.#verifiers.set(name, verifier);
    return verifier(message, signature);
  }
}
