/** How often it is looked whether time has jumped, milliseconds. */
const TICK_MS = 2000;
/** A busy program is late, one that slept is later. Milliseconds. */
const JUMP_MS = 5000;

/**
 * Tells when the machine, or the program, has slept: connections may be gone without anybody having said so.
 * @returns ends the watch
 */
export function watchForSleep(onWake: () => void): () => void {
  let last = Date.now();
  const timer: unknown = setInterval(() => {
    const now = Date.now();
    if (now - last > TICK_MS + JUMP_MS) onWake();
    last = now;
  }, TICK_MS);
  // It must not keep a program alive; browsers know no such thing.
  if (typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as NodeJS.Timeout).unref();
  return () => clearInterval(timer as NodeJS.Timeout);
}
