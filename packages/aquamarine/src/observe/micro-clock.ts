/** Wall time that is further off than this was set, milliseconds. */
const MAX_DRIFT_MS = 2;

/** Microseconds since the epoch, from the steady clock; it follows the wall clock when that is set. */
export function createMicroClock(
  wallMs: () => number = Date.now,
  steadyMs: () => number = () => performance.now(),
): () => number {
  let offsetMs = wallMs() - steadyMs();
  return () => {
    const ms = steadyMs() + offsetMs;
    const driftMs = wallMs() - ms;
    if (Math.abs(driftMs) < MAX_DRIFT_MS) return Math.round(ms * 1000);
    offsetMs += driftMs;
    return Math.round((ms + driftMs) * 1000);
  };
}
