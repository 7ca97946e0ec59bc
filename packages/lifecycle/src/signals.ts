import { setMaxListeners } from 'node:events';

/**
 * What a composite waits for. Node holds its sources weakly, so that a time limit that only the composite knows is
 * collected before it fires, and whoever waits waits for ever (nodejs/node#57736, 20 and 22 among others).
 */
const sourcesOf = new WeakMap<AbortSignal, readonly AbortSignal[]>();

/** A signal that comes with the first of these; any number may listen to it. */
export function firstOf(...signals: (AbortSignal | undefined)[]): AbortSignal {
  const sources = signals.filter((signal) => signal !== undefined);
  const signal = AbortSignal.any(sources);
  sourcesOf.set(signal, sources);
  setMaxListeners(0, signal);
  return signal;
}

/**
 * A signal that comes with the time or with any of the others; any number may listen to it.
 * @param ms whole milliseconds; when they are over its reason is a `DOMException` named `TimeoutError`
 */
export function deadline(ms: number, ...signals: (AbortSignal | undefined)[]): AbortSignal {
  return firstOf(AbortSignal.timeout(ms), ...signals);
}
