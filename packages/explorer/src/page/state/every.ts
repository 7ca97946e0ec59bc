/** Milliseconds between two questions. */
export const BEAT_MS = 1_000;

/**
 * Does something again and again while the page is seen, one at a time; what takes long is not begun twice.
 * @returns ends it
 */
export function every(doIt: (signal: AbortSignal) => Promise<void>, beatMs = BEAT_MS): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const round = async () => {
    if (document.visibilityState === 'visible') await doIt(signal);
    if (!signal.aborted) timer = setTimeout(round, beatMs);
  };
  void round();
  return () => {
    clearTimeout(timer);
    ending.abort();
  };
}
