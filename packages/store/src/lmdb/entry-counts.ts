import { tableOf } from './keys.js';

/**
 * How many entries begin with a prefix, kept from when it is first asked for: asking again costs the same, however many
 * they are. Prefixes and keys are full ones, with their table.
 */
export class EntryCounts {
  readonly #counts = new Map<string, number>();
  /** Lengths that counted prefixes have, by table: there are few, so a key's prefixes are found without a search. */
  readonly #lengths = new Map<string, Set<number>>();

  get(prefix: string): number | undefined {
    return this.#counts.get(prefix);
  }

  set(prefix: string, count: number): void {
    const lengths = this.#lengths.get(tableOf(prefix)) ?? new Set();
    this.#lengths.set(tableOf(prefix), lengths.add(prefix.length));
    this.#counts.set(prefix, count);
  }

  /** Whether anything of a table is counted. */
  has(table: string): boolean {
    return this.#lengths.has(table);
  }

  /** A key that was not there is, or one that was is no more. */
  changed(key: string, by: 1 | -1): void {
    for (const prefix of this.#prefixesOf(key)) {
      const count = this.#counts.get(prefix)! + by;
      // A worker that is gone leaves nothing; to count nothing is nothing.
      if (count === 0) this.#counts.delete(prefix);
      else this.#counts.set(prefix, count);
    }
  }

  /** What was done to these keys did not happen. */
  forget(keys: Iterable<string>): void {
    for (const key of keys) for (const prefix of this.#prefixesOf(key)) this.#counts.delete(prefix);
  }

  clear(): void {
    this.#counts.clear();
    this.#lengths.clear();
  }

  *#prefixesOf(key: string): Generator<string> {
    for (const length of this.#lengths.get(tableOf(key)) ?? []) {
      const prefix = key.slice(0, length);
      if (key.length >= length && this.#counts.has(prefix)) yield prefix;
    }
  }
}
