import { constants } from 'node:os';

/** What `onStopSignals` needs of the process. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: (signal: NodeJS.Signals) => void): unknown;
  off(signal: 'SIGINT' | 'SIGTERM', listener: (signal: NodeJS.Signals) => void): unknown;
}

/** Waiting for the wish to stop. */
export interface StopSignals {
  /** Resolves with the first SIGINT or SIGTERM. */
  readonly asked: Promise<NodeJS.Signals>;
  /** Stops listening. */
  forget(): void;
}

/**
 * The first SIGINT or SIGTERM asks to stop; the second one, of either kind, ends at once.
 * @param end called with the exit code a shell gives for the signal: 130 for SIGINT, 143 for SIGTERM
 */
export function onStopSignals(source: SignalSource, end: (exitCode: number) => void): StopSignals {
  const { promise: asked, resolve } = withResolvers();
  let count = 0;
  const listener = (signal: NodeJS.Signals): void => {
    count += 1;
    if (count === 1) resolve(signal);
    else end(128 + constants.signals[signal]);
  };
  source.on('SIGINT', listener);
  source.on('SIGTERM', listener);
  return {
    asked,
    forget() {
      source.off('SIGINT', listener);
      source.off('SIGTERM', listener);
    },
  };
}

function withResolvers(): { promise: Promise<NodeJS.Signals>; resolve: (signal: NodeJS.Signals) => void } {
  let resolve: (signal: NodeJS.Signals) => void = () => {};
  const promise = new Promise<NodeJS.Signals>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
