import type { Clock } from '@noctiluca/common/clock';
import { flush } from './flush.js';

interface Timer {
  atMs: number;
  readonly run: () => void;
}

/** Where fake clocks begin: a whole second. */
export const BEGIN_MS = 1_700_000_000_000;

/** A clock that stands still until told, and waits for nobody. */
export class FakeClock implements Clock {
  #nowMs = BEGIN_MS;
  readonly #timers = new Set<Timer>();
  #onTimer: (() => void) | undefined;
  /** Timers armed so far. */
  armed = 0;

  nowMs = (): number => this.#nowMs;
  /** From its beginning. */
  monotonicMs = (): number => this.#nowMs - BEGIN_MS;

  get nowSec(): number {
    return Math.floor(this.#nowMs / 1000);
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  /** Delays of what waits, milliseconds, shortest first. */
  get waiting(): number[] {
    return this.#inOrder().map(({ atMs }) => atMs - this.#nowMs);
  }

  schedule = (run: () => void, delayMs: number): (() => void) => {
    if (delayMs === Number.POSITIVE_INFINITY) return () => {};
    const timer = { atMs: this.#nowMs + Math.max(0, delayMs), run };
    this.#timers.add(timer);
    this.armed++;
    this.#onTimer?.();
    return () => this.#timers.delete(timer);
  };

  /** Runs what falls due on the way, in order. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (let [due] = this.#inOrder(); due !== undefined && due.atMs <= endMs; [due] = this.#inOrder())
      this.#fire(due);
    this.#nowMs = endMs;
  }

  /** Somebody sets the clock, back or forth: timers go by how long they were to wait. */
  set(ms: number): void {
    this.#nowMs += ms;
    for (const timer of this.#timers) timer.atMs += ms;
  }

  /** The machine stands still, or somebody sets its clock: timers run late. */
  jump(ms: number): void {
    this.#nowMs += ms;
  }

  /** Resolves when so many milliseconds of this clock have passed. */
  delay(ms: number): Promise<void> {
    return new Promise((resolve) => void this.schedule(resolve, ms));
  }

  /** Resolves when so many timers wait. */
  async untilWaiting(count = 1): Promise<void> {
    while (this.#timers.size < count) {
      await new Promise<void>((resolve) => {
        this.#onTimer = resolve;
      });
    }
  }

  /** Moves time to the next timer and fires it; false when none is left. */
  async step(): Promise<boolean> {
    await flush(1);
    const [next] = this.#inOrder();
    if (next === undefined) return false;
    this.#fire(next);
    return true;
  }

  /** Lets time pass as fast as it can until `work` settles. @throws Error when nothing is left to happen before */
  async until<T>(work: Promise<T>): Promise<PromiseSettledResult<T>> {
    let result: PromiseSettledResult<T> | undefined;
    void Promise.allSettled([work]).then(([settled]) => {
      result = settled;
    });
    await flush(1);
    while (result === undefined) {
      const moved = await this.step();
      await flush(1);
      if (!moved && result === undefined)
        throw new Error('nothing is left to happen, but the work has not settled');
    }
    return result;
  }

  /** Of equal ones the one that was scheduled first comes first. */
  #inOrder(): Timer[] {
    return [...this.#timers].sort((a, b) => a.atMs - b.atMs);
  }

  #fire(timer: Timer): void {
    this.#timers.delete(timer);
    this.#nowMs = Math.max(this.#nowMs, timer.atMs);
    timer.run();
  }
}
