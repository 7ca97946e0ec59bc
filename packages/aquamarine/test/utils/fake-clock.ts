import type { Clock } from '../../src/clock.js';

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

/** A clock that stands still until told. */
export class FakeClock implements Clock {
  #nowMs = 1_700_000_000_000;
  readonly #timers = new Set<Timer>();
  /** Timers armed so far. */
  armed = 0;

  nowMs = (): number => this.#nowMs;
  monotonicMs = (): number => this.#nowMs;

  get pendingTimers(): number {
    return this.#timers.size;
  }

  schedule = (run: () => void, delayMs: number): (() => void) => {
    const timer = { atMs: this.#nowMs + Math.max(0, delayMs), run };
    this.#timers.add(timer);
    this.armed++;
    return () => this.#timers.delete(timer);
  };

  /** ParticleTrackers what falls due on the way, in order. */
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

  /** Sets the wall clock back or forth without running timers, as an administrator might. */
  jump(ms: number): void {
    this.#nowMs += ms;
  }
}

/** Lets everything that is ready go on: promises, and what waits for the end of a round of the event loop. */
export async function flush(rounds = 4): Promise<void> {
  for (let i = 0; i < rounds; i++) await new Promise((resolve) => setImmediate(resolve));
}
