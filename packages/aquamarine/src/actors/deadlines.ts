import type { Clock } from '@noctiluca/common/clock';

export interface DeadlinesInit {
  /** Least time between two sweeps, milliseconds. @default 50 */
  readonly sweepPauseMs?: number;
}

/**
 * Calls back for what is past its deadline. Adding and removing cost O(log n) and nothing walks what is alive: nox
 * looks at every actor whenever it does anything, and its cost per particle grows with them (spec/nox-measured.md).
 */
export interface Deadlines<T> {
  /** Entries, empty ones included. */
  readonly size: number;
  /** `item` is due as soon as the clock shows more than `deadlineMs` (spec/nox.md §1.7). */
  add(item: T, deadlineMs: number): Deadline;
  /** Lets go of an item before its time; its empty entry goes then, or when half of all are empty. */
  drop(deadline: Deadline): void;
  /** Forgets everything and disarms the timer. */
  clear(): void;
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

/** A binary heap swept by one timer, which is armed only while something waits. */
export function createDeadlines<T>(
  init: DeadlinesInit,
  clock: Clock,
  onDue: (item: T) => void,
): Deadlines<T> {
  const pauseMs = init.sweepPauseMs ?? 50;
  let heap: Entry<T>[] = [];
  let empty = 0;
  let cancel: (() => void) | undefined;
  let armedForMs = Number.POSITIVE_INFINITY;
  let sweptAtMs = Number.NEGATIVE_INFINITY;

  function sweep(): void {
    cancel = undefined;
    armedForMs = Number.POSITIVE_INFINITY;
    sweptAtMs = clock.nowMs();
    while (heap.length > 0 && heap[0]!.atMs < sweptAtMs) {
      const entry = pop(heap);
      const { item } = entry;
      entry.item = undefined;
      if (item === undefined) empty--;
      else onDue(item);
    }
    arm();
  }

  function arm(): void {
    const first = heap[0];
    if (first === undefined) return;
    const nowMs = clock.nowMs();
    const atMs = Math.max(first.atMs + 1, Math.min(sweptAtMs, nowMs) + pauseMs);
    if (atMs >= armedForMs) return;
    cancel?.();
    armedForMs = atMs;
    cancel = clock.schedule(sweep, atMs - nowMs);
  }

  /** A particle may live a day: what it leaves must not. A sorted list is a heap. */
  function compact(): void {
    heap = heap.filter(({ item }) => item !== undefined).sort((a, b) => a.atMs - b.atMs);
    empty = 0;
  }

  return {
    get size() {
      return heap.length;
    },
    add(item, atMs) {
      const entry = { item, atMs };
      push(heap, entry);
      if (heap[0] === entry) arm();
      return entry;
    },
    drop(deadline) {
      const entry = deadline as Entry<T>;
      if (entry.item === undefined) return;
      entry.item = undefined;
      empty++;
      if (empty >= COMPACT_FROM && empty * 2 > heap.length) compact();
    },
    clear() {
      heap = [];
      empty = 0;
      cancel?.();
      cancel = undefined;
      armedForMs = Number.POSITIVE_INFINITY;
    },
  };
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
