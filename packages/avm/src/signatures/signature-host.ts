import { Generations } from './generations.js';
import { DECOMPRESS, LAYOUT, PUBLIC_KEY, SIGN, VERIFY } from './hooked-functions.js';
import { NativeVerifier } from './native-verifier.js';
import { Parameters } from './parameters.js';
import { SigningKey } from './signing-key.js';
import { nameOf, VerifiedSignatures } from './verified-signatures.js';

/** Keys that are kept, those used last: a client has one, a thread of a peer that of each scope. Making one takes 0.7 ms. */
const MAX_KEYS = 8;
/** Public keys whose points are remembered, 160 bytes each. */
const MAX_POINTS = 1024;

const { KEY, POINT, POINT_OFFSET, SEED_OFFSET, SIGNATURE, SIGNATURE_OFFSET } = LAYOUT;
const DONE = 0;

/**
 * The host's side of the hooks. It signs, natively, with the key of the invocation that runs and no other, says that a
 * signature is good when it is, and remembers the points of public keys that the stock code has found. All that is not
 * good is the stock code's to judge.
 */
export class SignatureHost {
  #keys: SigningKey[] = [];
  readonly #points = new Generations<Uint8Array>(MAX_POINTS);
  readonly #verified = new VerifiedSignatures();
  readonly #verifier = new NativeVerifier();
  readonly #parameters = new Parameters();
  #key: SigningKey | undefined;

  /** Says whose key the invocation uses that comes next. */
  use(seed: Uint8Array): void {
    if (this.#key?.isOf(seed, 0) && seed.length === KEY) return;
    this.#key = seed.length === KEY ? this.#keyOf(seed) : undefined;
  }

  #keyOf(seed: Uint8Array): SigningKey {
    const key = this.#keys.find((known) => known.isOf(seed, 0)) ?? new SigningKey(seed);
    this.#keys = [key, ...this.#keys.filter((known) => known !== key)].slice(0, MAX_KEYS);
    return key;
  }

  /** A `HostCall` of `@noctiluca/marine`. @param frame where a stub has laid the parameters */
  call(descriptor: number, frame: number, memory: Uint8Array): number | undefined {
    try {
      return this.#answer(descriptor, this.#parameters.of(memory, frame)) ? DONE : undefined;
    } catch {
      return undefined;
    }
  }

  /** @returns whether what was asked for is done */
  #answer(descriptor: number, given: Parameters): boolean {
    switch (descriptor) {
      case PUBLIC_KEY.ask:
        return this.#writePublicKey(given);
      case SIGN.ask:
        return this.#sign(given);
      case VERIFY.ask:
        return this.#verify(given);
      case DECOMPRESS.ask:
        return this.#writePoint(given);
      case DECOMPRESS.tell:
        return this.#learnPoint(given);
      default:
        return false;
    }
  }

  #writePublicKey(given: Parameters): boolean {
    if (!this.#key?.isOf(given.memory, given.at(1) - KEY)) return false;
    given.memory.set(this.#key.publicKey, given.at(0));
    return true;
  }

  #sign(given: Parameters): boolean {
    if (!this.#key?.isOf(given.memory, given.at(1) + SEED_OFFSET)) return false;
    const message = given.block(given.at(2), given.at(3));
    const signature = this.#key.sign(message);
    this.#verified.add(signature, this.#key.publicKey, message);
    given.memory[given.at(0)] = 0;
    given.memory.set(signature, given.at(0) + SIGNATURE_OFFSET);
    return true;
  }

  #verify(given: Parameters): boolean {
    const parts = signatureOf(given);
    if (!this.#verified.has(...parts)) {
      if (!this.#verifier.isGood(...parts)) return false;
      this.#verified.add(...parts);
    }
    given.writeWord(given.at(0), 0);
    return true;
  }

  #writePoint(given: Parameters): boolean {
    const point = this.#points.get(nameOf(given.block(given.at(1), KEY)));
    if (point === undefined) return false;
    given.writeWord(given.at(0), 1);
    given.memory.set(point, given.at(0) + POINT_OFFSET);
    return true;
  }

  #learnPoint(given: Parameters): boolean {
    if (given.word(given.at(0)) !== 1) return true;
    const point = given.block(given.at(0) + POINT_OFFSET, POINT).slice();
    this.#points.set(nameOf(given.block(given.at(1), KEY)), point);
    return true;
  }
}

type SignatureParts = [signature: Uint8Array, publicKey: Uint8Array, message: Uint8Array];

function signatureOf(given: Parameters): SignatureParts {
  return [
    given.block(given.at(4), SIGNATURE),
    given.block(given.at(1), KEY),
    given.block(given.at(2), given.at(3)),
  ];
}
