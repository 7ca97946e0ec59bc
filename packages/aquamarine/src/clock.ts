/** Time as the particle path sees it; nothing in this package reads the clock itself, so that tests own the time. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch: what timestamps and deadlines are compared with. */
  nowMs(): number;
  /** Milliseconds that never go back, for durations. */
  monotonicMs(): number;
  /** Calls once after `delayMs`, without keeping the process alive. @returns cancel */
  schedule(run: () => void, delayMs: number): () => void;
}

/** `setTimeout` takes a signed 32-bit count; whoever waits longer wakes up and arms again. */
const MAX_DELAY_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  schedule(run, delayMs) {
    const timer = setTimeout(run, Math.min(Math.max(delayMs, 0), MAX_DELAY_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
