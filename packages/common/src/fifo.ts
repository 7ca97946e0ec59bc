/** First in, first out; constant time at both ends, whatever the length (`Array.shift` moves everything behind it). */
export interface Fifo<T> {
  readonly size: number;
  push(item: T): void;
  shift(): T | undefined;
  /** Takes everything that is left. */
  drain(): T[];
}

/** Below this many spent slots moving the rest costs more than it frees. */
const COMPACT_FROM = 1024;

export function createFifo<T>(): Fifo<T> {
  let items: (T | undefined)[] = [];
  let head = 0;
  const compact = () => {
    if (head === items.length) items = [];
    else if (head >= COMPACT_FROM && head * 2 >= items.length) items = items.slice(head);
    else return;
    head = 0;
  };
  return {
    get size() {
      return items.length - head;
    },
    push: (item) => {
      items.push(item);
    },
    shift() {
      if (head === items.length) return undefined;
      const item = items[head];
      items[head++] = undefined;
      compact();
      return item;
    },
    drain() {
      const rest = items.slice(head) as T[];
      items = [];
      head = 0;
      return rest;
    },
  };
}
