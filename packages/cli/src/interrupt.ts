/** What a shell shows of a command that a signal ended: 128 and the number of the signal. */
export const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
export type EndSignal = keyof typeof EXIT_CODES;

const SIGNALS = Object.keys(EXIT_CODES) as EndSignal[];
const handlers: ((signal: EndSignal) => void)[] = [];
const onSignal = (signal: NodeJS.Signals): void => handlers.at(-1)?.(signal as EndSignal);

/**
 * Has Ctrl-C and SIGTERM handled by the last one who asked for it, and by nobody else: libraries listen too, and some end
 * the process as if all were well.
 * @returns undoes it
 */
export function whenInterrupted(handler: (signal: EndSignal) => void): () => void {
  if (handlers.length === 0) for (const signal of SIGNALS) process.prependListener(signal, onSignal);
  handlers.push(handler);
  return () => {
    const index = handlers.indexOf(handler);
    if (index >= 0) handlers.splice(index, 1);
    if (handlers.length === 0) for (const signal of SIGNALS) process.removeListener(signal, onSignal);
  };
}

/** Resolves with the signal. A second one ends the process at once. */
export function interrupted(): Promise<EndSignal> {
  return new Promise((resolve) => {
    const listenNoMore = whenInterrupted((signal) => {
      listenNoMore();
      whenInterrupted((again) => process.exit(EXIT_CODES[again]));
      resolve(signal);
    });
  });
}
