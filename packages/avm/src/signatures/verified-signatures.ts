import { Generations } from './generations.js';

/** Signatures that are remembered, and the longest message that is remembered with one: 2 MiB in all at most. */
const MAX_SIGNATURES = 512;
const MAX_MESSAGE_BYTES = 4096;

interface Verified {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
}

/** Signatures that are known to be good: AquaVM looks at those of its particle again at each run. */
export class VerifiedSignatures {
  readonly #known = new Generations<Verified>(MAX_SIGNATURES);

  has(signature: Uint8Array, publicKey: Uint8Array, message: Uint8Array): boolean {
    const known = this.#known.get(nameOf(signature));
    return known !== undefined && same(known.publicKey, publicKey) && same(known.message, message);
  }

  add(signature: Uint8Array, publicKey: Uint8Array, message: Uint8Array): void {
    if (message.length > MAX_MESSAGE_BYTES) return;
    this.#known.set(nameOf(signature), { publicKey: publicKey.slice(), message: message.slice() });
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** Bytes as a text to look up by. */
export function nameOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
