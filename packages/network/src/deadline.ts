import { setMaxListeners } from 'node:events';

/** A signal that comes with the time or with any of the others; libp2p may listen to it as often as it likes. */
export function deadline(ms: number, ...signals: (AbortSignal | undefined)[]): AbortSignal {
  const given = signals.filter((signal) => signal !== undefined);
  const signal = AbortSignal.any([AbortSignal.timeout(ms), ...given]);
  setMaxListeners(0, signal);
  return signal;
}
