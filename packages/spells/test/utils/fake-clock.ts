import type { SpellClock } from '../../src/clock.js';

interface Timer {
  atMs: number;
  readonly run: () => void;
}

/** Where fake clocks begin: a whole second. */
export const BEGIN_MS = 1_700_000_000_000;

/** A clock that stands still until told, and waits for nobody. */
export class FakeClock implements SpellClock {
  #nowMs = BEGIN_MS;
  readonly #timers = new Set<Timer>();

  nowMs = (): number => this.#nowMs;

  get nowSec(): number {
    return Math.floor(this.#nowMs / 1000);
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  schedule = (run: () => void, delayMs: number): (() => void) => {
    const timer = { atMs: this.#nowMs + Math.max(0, delayMs), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Runs what falls due on the way, in order. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const due = [...this.#timers].filter((timer) => timer.atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#timers.delete(due);
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.run();
    }
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
}

/** Lets everything that is ready go on: promises, and what waits for a disk. */
export async function flush(rounds = 6): Promise<void> {
  for (let i = 0; i < rounds; i++) await new Promise((resolve) => setImmediate(resolve));
}
