import type { Clock } from '@noctiluca/common/clock';

/** How a piece of bounded work ended. `timeout` and `aborted` mean that nobody waits for it any more. */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'timeout' }
  | { kind: 'aborted'; reason: unknown };

export interface Bounds {
  /** Milliseconds; `Infinity` for no limit. */
  limitMs: number;
  /** Ends the wait early. */
  signal: AbortSignal;
  clock: Clock;
}

/** Waits for `work` within `bounds`; never rejects. */
export function outcomeWithin(work: Promise<void>, { limitMs, signal, clock }: Bounds): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      cancelTimer();
      signal.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const onAbort = () => settle({ kind: 'aborted', reason: signal.reason });
    const cancelTimer = clock.schedule(() => settle({ kind: 'timeout' }), limitMs);
    work.then(
      () => settle({ kind: 'done' }),
      (error: unknown) => settle({ kind: 'failed', error }),
    );
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
