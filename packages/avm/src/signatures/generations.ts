/**
 * A bounded memory of values by name that costs little to keep: when it is full, what was asked for since it was last full
 * stays.
 */
export class Generations<T> {
  readonly #max: number;
  #young = new Map<string, T>();
  #old = new Map<string, T>();

  /** @param max entries at most */
  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  get(name: string): T | undefined {
    const young = this.#young.get(name);
    if (young !== undefined) return young;
    const old = this.#old.get(name);
    if (old !== undefined) {
      this.#old.delete(name);
      this.set(name, old);
    }
    return old;
  }

  set(name: string, value: T): void {
    if (this.#young.size >= this.#max / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(name, value);
  }
}
