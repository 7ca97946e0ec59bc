/** What a heap holds: it writes where it put the item, so that removing needs no search. */
export interface Timed {
  /** When it is due, milliseconds since the epoch. Must not change while the item is in a heap. */
  dueMs: number;
  /** Place in the heap; -1 outside. */
  heapIndex: number;
}

/** The earliest first; adding and removing cost O(log n). */
export class TimerHeap<T extends Timed> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    this.#place(item, this.#items.length);
    this.#rise(item);
  }

  /** One that is not in it is left alone. */
  remove(item: T): void {
    const at = item.heapIndex;
    if (this.#items[at] !== item) return;
    const last = this.#items.pop()!;
    item.heapIndex = -1;
    if (last === item) return;
    this.#place(last, at);
    this.#rise(last);
    this.#sink(last);
  }

  #rise(item: T): void {
    while (item.heapIndex > 0) {
      const parent = this.#items[(item.heapIndex - 1) >> 1]!;
      if (parent.dueMs <= item.dueMs) return;
      this.#swap(item, parent);
    }
  }

  #sink(item: T): void {
    for (;;) {
      const left = this.#items[2 * item.heapIndex + 1];
      const right = this.#items[2 * item.heapIndex + 2];
      const child = right !== undefined && left !== undefined && right.dueMs < left.dueMs ? right : left;
      if (child === undefined || child.dueMs >= item.dueMs) return;
      this.#swap(item, child);
    }
  }

  #swap(a: T, b: T): void {
    const at = a.heapIndex;
    this.#place(a, b.heapIndex);
    this.#place(b, at);
  }

  #place(item: T, at: number): void {
    this.#items[at] = item;
    item.heapIndex = at;
  }
}
