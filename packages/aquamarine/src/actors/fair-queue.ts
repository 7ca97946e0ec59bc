import { createFifo, type Fifo } from '@noctiluca/common/fifo';
import type { AvmTime } from '../admission/avm-time.js';

/** Lines kept though nothing waits in them. */
const MAX_EMPTY_LINES = 64;

/** Somebody whose items wait. */
interface Line<S> {
  readonly time: AvmTime;
  /** Place that the line stands at; the account's own may have moved on. */
  place: number;
  readonly items: S;
  isListed: boolean;
}

/**
 * Lines in the order of the time that their accounts used: whoever used least is next. An account that was away for long
 * is not ahead of those that stayed, and what it owes counts less the longer it was away.
 */
class Lines<S> {
  readonly #lines = new Map<AvmTime, Line<S>>();
  readonly #heap: Line<S>[] = [];
  readonly #make: () => S;
  /** Place of the line that was served last. */
  #floor = 0;

  constructor(make: () => S) {
    this.#make = make;
  }

  get size(): number {
    return this.#heap.length;
  }

  /** The line of an account, which stands in the order from now on. */
  join(time: AvmTime, nowMs: number): S {
    let line = this.#lines.get(time);
    if (line === undefined) {
      line = { time, place: 0, items: this.#make(), isListed: false };
      this.#lines.set(time, line);
    }
    if (!line.isListed) {
      time.place = Math.min(Math.max(time.place, this.#floor), this.#floor + time.usedUs(nowMs));
      this.#list(line);
    }
    return line.items;
  }

  /** Takes the first line out of the order. */
  next(): Line<S> | undefined {
    for (let line = this.#heap[0]; line !== undefined; line = this.#heap[0]) {
      pop(this.#heap);
      // What it was charged since it was listed moves it back.
      if (line.time.place > line.place) {
        line.place = line.time.place;
        push(this.#heap, line);
        continue;
      }
      line.isListed = false;
      this.#floor = Math.max(this.#floor, line.place);
      return line;
    }
    return undefined;
  }

  /** Puts a line back that has more. Some that are empty are kept: most come again at once. */
  back(line: Line<S>, hasMore: boolean): void {
    if (hasMore) this.#list(line);
    else if (this.#lines.size > MAX_EMPTY_LINES) this.#lines.delete(line.time);
  }

  #list(line: Line<S>): void {
    line.isListed = true;
    line.place = line.time.place;
    push(this.#heap, line);
  }
}

/** What stands behind one place: items, or lines again. */
class Branch<T> {
  readonly items: Fifo<T> = createFifo<T>();
  #lines: Lines<Branch<T>> | undefined;

  get isEmpty(): boolean {
    return this.items.size === 0 && (this.#lines?.size ?? 0) === 0;
  }

  /** The branch of an account, which stands in the order of this one's from now on. */
  join(time: AvmTime, nowMs: number): Branch<T> {
    this.#lines ??= new Lines(() => new Branch<T>());
    return this.#lines.join(time, nowMs);
  }

  take(): T | undefined {
    const line = this.#lines?.next();
    if (line === undefined) return this.items.shift();
    const item = line.items.take();
    this.#lines?.back(line, !line.items.isEmpty);
    return item;
  }
}

/**
 * Items of authors, who come through connections, of which there are many at a site: sites share evenly with each other and
 * with connections that are of none, within each its connections do, and within these their authors. Measured is the time
 * that was used, whatever the number of items.
 */
export class FairQueue<T> {
  readonly #all = new Branch<T>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @param turns whose turn it is, from the outside in */
  push(turns: readonly AvmTime[], item: T, nowMs: number): void {
    let branch = this.#all;
    for (const time of turns) branch = branch.join(time, nowMs);
    branch.items.push(item);
    this.#size++;
  }

  take(): T | undefined {
    if (this.#size === 0) return undefined;
    this.#size--;
    return this.#all.take();
  }
}

function push<S>(heap: Line<S>[], line: Line<S>): void {
  let at = heap.length;
  heap.push(line);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent]!.place <= line.place) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = line;
}

function pop<S>(heap: Line<S>[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]!.place < heap[child]!.place) child++;
    if (heap[child]!.place >= last.place) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
}
