import type { Clock } from './clock.js';

interface Passed {
  readonly atMs: number;
  leftOut: number;
}

/**
 * Lets one of a kind pass in a while and counts the others: for warnings of what anybody may cause as often as they like.
 * Kinds are remembered for good, so there must be few.
 */
export class Throttle<Kind> {
  readonly #pauseMs: number;
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #passed = new Map<Kind, Passed>();

  /** @param pauseMs from one that passes to the next of its kind */
  constructor(pauseMs: number, clock: Pick<Clock, 'monotonicMs'>) {
    this.#pauseMs = pauseMs;
    this.#clock = clock;
  }

  /** @returns how many of the kind were left out since one passed; undefined when it is too early for another */
  pass(kind: Kind): number | undefined {
    const nowMs = this.#clock.monotonicMs();
    const last = this.#passed.get(kind);
    if (last !== undefined && nowMs - last.atMs < this.#pauseMs) {
      last.leftOut++;
      return undefined;
    }
    this.#passed.set(kind, { atMs: nowMs, leftOut: 0 });
    return last?.leftOut ?? 0;
  }
}
