const FIRST_MS = 100;
const LONGEST_MS = 5000;

/** Pauses between attempts: each twice as long as the one before, up to a bound, by chance a bit shorter. */
export class BackOff {
  #next = FIRST_MS;

  /** Milliseconds until the next attempt. */
  pause(): number {
    const pause = this.#next * (0.5 + Math.random() / 2);
    this.#next = Math.min(this.#next * 2, LONGEST_MS);
    return pause;
  }
}

/** Waits, less when the signal ends it. */
export function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
