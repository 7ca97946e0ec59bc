/** Frames of the probe below; together they take about a megabyte, what most services never need. */
const FRAMES = 8000;

/** Whether the stack of this thread has room for another service's call. */
export function hasStackLeft(): boolean {
  try {
    return descend(FRAMES) >= 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function descend(left: number): number {
  return left === 0 ? 0 : descend(left - 1) + 1;
}
