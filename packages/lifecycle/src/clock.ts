/** Time as the lifecycle sees it; injected in tests, so that no test waits for real. */
export interface LifecycleClock {
  /** Milliseconds from any fixed point; never goes back. */
  now(): number;
  /** Calls `run` once, `ms` milliseconds from now; the returned function cancels it. */
  after(ms: number, run: () => void): () => void;
}

/** Node.js turns longer delays into one millisecond. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const systemClock: LifecycleClock = {
  now: () => performance.now(),
  after(ms, run) {
    if (ms > MAX_TIMER_MS) return () => {};
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
