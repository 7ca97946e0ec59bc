interface Entry<K, V> {
  readonly key: K;
  readonly value: V;
  isGone: boolean;
}

/** Below this many entries that have gone, putting the queue together anew costs more than it frees. */
const COMPACT_FROM = 64;

/**
 * A map whose oldest entry is found in constant time. A `Map` of which the oldest go first finds it later and later: what
 * was deleted stays in front of it until the map is rebuilt (20 µs at 16,000 entries).
 */
export class QueueMap<K, V> {
  readonly #entries = new Map<K, Entry<K, V>>();
  /** Oldest first, those that have gone among them. */
  #queue: (Entry<K, V> | undefined)[] = [];
  #head = 0;

  get size(): number {
    return this.#entries.size;
  }

  /** Key that was set longest ago. */
  get oldestKey(): K | undefined {
    return this.#first()?.key;
  }

  /** Value that was set longest ago. */
  get oldest(): V | undefined {
    return this.#first()?.value;
  }

  get(key: K): V | undefined {
    return this.#entries.get(key)?.value;
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  /** Setting one again makes it the newest. */
  set(key: K, value: V): this {
    this.delete(key);
    const entry = { key, value, isGone: false };
    this.#entries.set(key, entry);
    this.#queue.push(entry);
    return this;
  }

  delete(key: K): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    this.#entries.delete(key);
    entry.isGone = true;
    this.#compact();
    return true;
  }

  /** Oldest first. */
  keys(): MapIterator<K> {
    return this.#entries.keys();
  }

  *[Symbol.iterator](): Generator<[K, V]> {
    for (const { key, value } of this.#entries.values()) yield [key, value];
  }

  #first(): Entry<K, V> | undefined {
    const queue = this.#queue;
    while (this.#head < queue.length && queue[this.#head]!.isGone) queue[this.#head++] = undefined;
    return queue[this.#head];
  }

  /** What has gone is let go of once it is more than what is there. */
  #compact(): void {
    const gone = this.#queue.length - this.#entries.size;
    if (gone < COMPACT_FROM || gone <= this.#entries.size) return;
    this.#queue = [...this.#entries.values()];
    this.#head = 0;
  }
}
