/** Time, handed in, so that tests own it and nobody waits for real. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch: what timestamps and deadlines of particles are compared with. */
  nowMs(): number;
  /** Milliseconds from any fixed point that never go back, for durations. */
  monotonicMs(): number;
  /** Calls once, `delayMs` from now; never for `Infinity`. @returns cancel */
  schedule(run: () => void, delayMs: number): () => void;
}

/** `setTimeout` takes a signed 32-bit count: whoever waits longer waits several times. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The system's time; what waits for it does not keep the process alive. */
export const systemClock: Clock = clockOf((timer: { unref?(): void }) => timer.unref?.());

/** The same time; what waits for it keeps the process alive. */
export const lastingClock: Clock = clockOf(() => {});

function clockOf(onTimer: (timer: NodeJS.Timeout) => void): Clock {
  return {
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    schedule(run, delayMs) {
      let timer: NodeJS.Timeout | undefined;
      const wait = (leftMs: number): void => {
        const then = leftMs > MAX_TIMER_MS ? () => wait(leftMs - MAX_TIMER_MS) : run;
        timer = setTimeout(then, Math.min(Math.max(leftMs, 0), MAX_TIMER_MS));
        onTimer(timer);
      };
      if (delayMs !== Number.POSITIVE_INFINITY) wait(delayMs);
      return () => clearTimeout(timer);
    },
  };
}
