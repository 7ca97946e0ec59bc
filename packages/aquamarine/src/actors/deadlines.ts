import type { Clock } from '@noctiluca/common/clock';

export interface DeadlinesInit {
  /** Least time between two sweeps, milliseconds. @default 50 */
  readonly sweepPauseMs?: number;
}

/** What was added. */
export interface Deadline {
  readonly atMs: number;
}

interface Entry<T> extends Deadline {
  item: T | undefined;
}

/** Below so many empty entries none are looked for. */
const COMPACT_FROM = 1_024;

/**
 * Calls back for what is past its deadline: a binary heap swept by one timer, which is armed only while something waits.
 * Adding and removing cost O(log n) and nothing walks what is alive: nox looks at every actor whenever it does anything,
 * and its cost per particle grows with them (spec/nox-measured.md).
 */
export class Deadlines<T> {
  readonly #pauseMs: number;
  readonly #clock: Clock;
  readonly #onDue: (item: T) => void;
  #heap: Entry<T>[] = [];
  #empty = 0;
  #cancel: (() => void) | undefined;
  #armedForMs = Number.POSITIVE_INFINITY;
  #sweptAtMs = Number.NEGATIVE_INFINITY;

  constructor({ sweepPauseMs = 50 }: DeadlinesInit, clock: Clock, onDue: (item: T) => void) {
    this.#pauseMs = sweepPauseMs;
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /** Entries, empty ones included. */
  get size(): number {
    return this.#heap.length;
  }

  /** `item` is due as soon as the clock shows more than `atMs` (spec/nox.md §1.7). */
  add(item: T, atMs: number): Deadline {
    const entry = { item, atMs };
    push(this.#heap, entry);
    if (this.#heap[0] === entry) this.#arm();
    return entry;
  }

  /** Lets go of an item before its time; its empty entry goes then, or when half of all are empty. */
  drop(deadline: Deadline): void {
    const entry = deadline as Entry<T>;
    if (entry.item === undefined) return;
    entry.item = undefined;
    this.#empty++;
    if (this.#empty >= COMPACT_FROM && this.#empty * 2 > this.#heap.length) this.#compact();
  }

  /** Forgets everything and disarms the timer. */
  clear(): void {
    this.#heap = [];
    this.#empty = 0;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#armedForMs = Number.POSITIVE_INFINITY;
  }

  #sweep(): void {
    this.#cancel = undefined;
    this.#armedForMs = Number.POSITIVE_INFINITY;
    this.#sweptAtMs = this.#clock.nowMs();
    while (this.#heap.length > 0 && this.#heap[0]!.atMs < this.#sweptAtMs) {
      const entry = pop(this.#heap);
      const { item } = entry;
      entry.item = undefined;
      if (item === undefined) this.#empty--;
      else this.#onDue(item);
    }
    this.#arm();
  }

  #arm(): void {
    const first = this.#heap[0];
    if (first === undefined) return;
    const nowMs = this.#clock.nowMs();
    const atMs = Math.max(first.atMs + 1, Math.min(this.#sweptAtMs, nowMs) + this.#pauseMs);
    if (atMs >= this.#armedForMs) return;
    this.#cancel?.();
    this.#armedForMs = atMs;
    this.#cancel = this.#clock.schedule(() => this.#sweep(), atMs - nowMs);
  }

  /** A particle may live a day: what it leaves must not. A sorted list is a heap. */
  #compact(): void {
    this.#heap = this.#heap.filter(({ item }) => item !== undefined).sort((a, b) => a.atMs - b.atMs);
    this.#empty = 0;
  }
}

export function createDeadlines<T>(
  init: DeadlinesInit,
  clock: Clock,
  onDue: (item: T) => void,
): Deadlines<T> {
  return new Deadlines(init, clock, onDue);
}

function push<T>(heap: Entry<T>[], entry: Entry<T>): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent]!.atMs <= entry.atMs) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = entry;
}

function pop<T>(heap: Entry<T>[]): Entry<T> {
  const first = heap[0]!;
  const last = heap.pop()!;
  if (heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]!.atMs < heap[child]!.atMs) child++;
    if (heap[child]!.atMs >= last.atMs) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return first;
}
