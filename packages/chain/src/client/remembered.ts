import type { Query } from './query.js';

interface Decoded {
  readonly result: unknown;
  readonly value: unknown;
}

/**
 * Decoded answers of the last round of reads: what is answered again in the same words is not decoded again. Most of what a peer reads
 * of its deals has not changed.
 */
export class Remembered {
  #last: ReadonlyMap<string, Decoded> = new Map();
  #next = new Map<string, Decoded>();

  /** @param key of the question, the same in each round */
  query<Output>(key: string, asked: Query<Output>): Query<Output> {
    return { ...asked, decode: (result) => this.#decode(key, result, asked) };
  }

  /** What was not asked since the last one is forgotten. */
  endRound(): void {
    this.#last = this.#next;
    this.#next = new Map();
  }

  #decode<Output>(key: string, result: unknown, asked: Query<Output>): Output {
    const last = this.#last.get(key);
    const decoded = last?.result === result ? last! : { result, value: asked.decode(result) };
    this.#next.set(key, decoded);
    return decoded.value as Output;
  }
}
