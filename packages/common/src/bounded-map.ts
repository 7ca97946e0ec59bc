import { QueueMap } from './queue-map.js';

/** A map that forgets the entry set longest ago once it has too many; setting one again makes it the newest. */
export class BoundedMap<K, V> extends QueueMap<K, V> {
  readonly #capacity: number;

  constructor(capacity: number) {
    super();
    this.#capacity = capacity;
  }

  override set(key: K, value: V): this {
    super.set(key, value);
    if (this.size > this.#capacity) this.delete(this.oldestKey!);
    return this;
  }
}
