import type { LifecycleClock } from '../../src/clock.js';

interface Timer {
  at: number;
  run: () => void;
}

/** Time that moves only when told to. */
export class FakeClock implements LifecycleClock {
  #now = 0;
  #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    if (ms === Number.POSITIVE_INFINITY) return () => {};
    const timer = { at: this.#now + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  get pending(): number {
    return this.#timers.size;
  }

  /** Resolves when so many milliseconds of this clock have passed. */
  delay(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  /** Moves time to the next timer and fires it; false when none is left. */
  async step(): Promise<boolean> {
    await settled();
    const next = [...this.#timers].sort((a, b) => a.at - b.at)[0];
    if (next === undefined) return false;
    this.#timers.delete(next);
    this.#now = next.at;
    next.run();
    return true;
  }

  /** Lets time pass as fast as it can until `work` settles. */
  async until<T>(work: Promise<T>): Promise<PromiseSettledResult<T>> {
    let result: PromiseSettledResult<T> | undefined;
    work.then(
      (value) => {
        result = { status: 'fulfilled', value };
      },
      (reason: unknown) => {
        result = { status: 'rejected', reason };
      },
    );
    await settled();
    while (result === undefined) {
      const moved = await this.step();
      await settled();
      if (!moved && result === undefined)
        throw new Error('nothing is left to happen, but the work has not settled');
    }
    return result;
  }
}

/** Lets everything run that does not wait for time. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
