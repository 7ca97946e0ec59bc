import type { Clock } from '@noctiluca/common/clock';
import type { Bounds } from '../bounds.js';
import { HEAVY_WAITS_MS } from '../constants.js';
import type { Origin } from './account.js';
import { LargestFirst } from './largest-first.js';
import type { MemoryBudget } from './memory-budget.js';

/** `closed`: the peer stops. `overloaded`: it waited too long, or gave way to others. */
export type Passage = 'free' | 'closed' | 'overloaded';

interface Waiter {
  readonly origin: Origin;
  readonly bytes: number;
  readonly sinceMs: number;
  readonly admit: (passage: Passage) => void;
}

/**
 * Holds callers back while mailboxes are half full: the back-pressure that a network passes on to its streams. Those who
 * have no more in mailboxes than their share go on all the same; the others wait, each connection in a line of its own.
 */
export class Backpressure {
  readonly #bounds: Bounds;
  readonly #budget: MemoryBudget;
  readonly #clock: Clock;
  /** Lines of connections, in the order in which they are served. */
  readonly #lines = new Map<string, Set<Waiter>>();
  readonly #shares = new LargestFirst<Waiter>();
  #waiting = 0;
  #waitingBytes = 0;
  /** Let in, not yet in a mailbox. */
  #passing = 0;
  #closed = false;
  #releasing = false;
  readonly #listeners = new Set<() => void>();
  #cancelSweep: (() => void) | undefined;

  constructor(bounds: Bounds, budget: MemoryBudget, clock: Clock) {
    this.#bounds = bounds;
    this.#budget = budget;
    this.#clock = clock;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Whether a particle from there would not have to wait. */
  hasRoom(origin: Origin): boolean {
    if (this.#closed || this.#lines.has(lineOf(origin))) return false;
    return this.#mayPass(origin, 0);
  }

  /** @returns unsubscribe */
  onRoom(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * `free`: go on now. `full`: use {@link wait}. `overloaded`: too many wait already. Who goes on must call
   * {@link leave} when its particle is in a mailbox or given up.
   * @param bytes size of the particle; what waits is bounded too
   */
  enter(origin: Origin, bytes: number): 'full' | Passage {
    if (this.#closed) return 'closed';
    const isBehind = this.#lines.has(lineOf(origin)) || (this.#waiting > 0 && !this.#budget.isLight(origin));
    if (isBehind || !this.#mayPass(origin, bytes))
      return this.#mayWait(origin, bytes) ? 'full' : 'overloaded';
    this.#passing++;
    return 'free';
  }

  /** Only after `full`. Calls `admit` at its turn, before any newcomer can pass, hence no promise. */
  wait(origin: Origin, bytes: number, admit: (passage: Passage) => void): void {
    const waiter = { origin, bytes, admit, sinceMs: this.#clock.monotonicMs() };
    const key = lineOf(origin);
    const line = this.#lines.get(key) ?? new Set();
    line.add(waiter);
    this.#lines.set(key, line);
    this.#shares.add(key, waiter);
    this.#waiting++;
    this.#waitingBytes += bytes;
    this.#cancelSweep ??= this.#clock.schedule(() => this.#sweep(), HEAVY_WAITS_MS);
  }

  leave(): void {
    this.#passing--;
    this.release();
  }

  /**
   * To be called when mailboxes got emptier. Admitting one may make room for the next: the loop goes on, not the stack.
   * @throws what `admit` or a listener throws first; the others are served all the same
   */
  release(): void {
    if (this.#releasing) return;
    this.#releasing = true;
    const errors: unknown[] = [];
    try {
      for (let waiter = this.#next(); waiter !== undefined; waiter = this.#next()) {
        attempt(() => this.#letIn(waiter!), errors);
      }
    } finally {
      this.#releasing = false;
    }
    for (const listener of this.#listeners) attempt(listener, errors);
    if (errors.length > 0) throw errors[0];
  }

  /** Turns away all who wait and all who come. */
  close(): void {
    this.#closed = true;
    this.#cancelSweep?.();
    for (const line of [...this.#lines.values()]) {
      for (const waiter of [...line]) this.#turnAway(waiter, 'closed');
    }
  }

  #letIn(waiter: Waiter): void {
    const before = this.#passing;
    this.#remove(waiter);
    this.#passing++;
    try {
      waiter.admit('free');
    } catch (error) {
      // It will not leave, if it has not.
      this.#passing = Math.min(this.#passing, before);
      throw error;
    }
  }

  #mayPass(origin: Origin, bytes: number): boolean {
    if (this.#budget.hasRoom(this.#passing)) return true;
    return this.#budget.mayQueue(bytes) && this.#budget.isLight(origin);
  }

  /** When all places are taken, whoever has most of them gives one to whoever has fewer. */
  #mayWait(origin: Origin, bytes: number): boolean {
    const { maxWaiting, maxQueuedBytes } = this.#bounds;
    if (this.#waiting < maxWaiting && this.#waitingBytes + bytes <= maxQueuedBytes) return true;
    const waiter = this.#shares.toGiveWay(lineOf(origin));
    if (waiter === undefined || this.#waitingBytes - waiter.bytes + bytes > maxQueuedBytes) return false;
    this.#turnAway(waiter, 'overloaded');
    return true;
  }

  /** The first of the next line that may go on; lines take turns. */
  #next(): Waiter | undefined {
    if (this.#waiting === 0) return undefined;
    for (const [key, line] of this.#lines) {
      const [first] = line;
      if (first === undefined || !this.#mayPass(first.origin, first.bytes)) continue;
      this.#lines.delete(key);
      this.#lines.set(key, line);
      return first;
    }
    return undefined;
  }

  #remove(waiter: Waiter): void {
    const key = lineOf(waiter.origin);
    const line = this.#lines.get(key);
    line?.delete(waiter);
    if (line?.size === 0) this.#lines.delete(key);
    this.#shares.remove(key, waiter);
    this.#waiting--;
    this.#waitingBytes -= waiter.bytes;
  }

  #turnAway(waiter: Waiter, passage: Passage): void {
    this.#remove(waiter);
    waiter.admit(passage);
  }

  /** Whoever waits holds a place of the network, which others need: not for ever. */
  #sweep(): void {
    this.#cancelSweep = undefined;
    const latestMs = this.#clock.monotonicMs() - HEAVY_WAITS_MS;
    for (const line of [...this.#lines.values()]) {
      for (const waiter of [...line]) if (waiter.sinceMs <= latestMs) this.#turnAway(waiter, 'overloaded');
    }
    if (this.#waiting > 0) this.#cancelSweep ??= this.#clock.schedule(() => this.#sweep(), HEAVY_WAITS_MS);
  }
}

function attempt(task: () => void, errors: unknown[]): void {
  try {
    task();
  } catch (error) {
    errors.push(error);
  }
}

/** What was made here stands in a line of its own. */
function lineOf({ connection = '' }: Origin): string {
  return connection;
}

export function createBackpressure(bounds: Bounds, budget: MemoryBudget, clock: Clock): Backpressure {
  return new Backpressure(bounds, budget, clock);
}
