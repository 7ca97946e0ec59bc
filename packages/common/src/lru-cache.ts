import { BoundedMap } from './bounded-map.js';

/** A map that forgets the entry not used for longest once it is full. */
export class LruCache<K, V> {
  readonly #entries: BoundedMap<K, V>;

  constructor(capacity: number) {
    this.#entries = new BoundedMap(capacity);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.#entries.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.#entries.set(key, value);
  }
}
