import type { LifecycleClock } from '@noctiluca/lifecycle';

/** Time that stands still until the test moves it. */
export class ManualClock implements LifecycleClock {
  #now = 0;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();
  #onTimer: (() => void) | undefined;

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.add(timer);
    this.#onTimer?.();
    return () => this.#timers.delete(timer);
  }

  /** Delays of what waits, milliseconds, shortest first. */
  get waiting(): number[] {
    return [...this.#timers].map(({ at }) => at - this.#now).sort((a, b) => a - b);
  }

  /** Resolves when so many timers wait. */
  async untilWaiting(count = 1): Promise<void> {
    while (this.#timers.size < count) {
      await new Promise<void>((resolve) => {
        this.#onTimer = resolve;
      });
    }
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const timer of [...this.#timers].sort((a, b) => a.at - b.at)) {
      if (timer.at > this.#now || !this.#timers.delete(timer)) continue;
      timer.run();
    }
  }
}
