import { NOTICES_AT_ONCE, NOTICES_PER_SECOND } from '../constants.js';

/** So many at once, and so many a second after that. */
export class Allowance {
  #left = NOTICES_AT_ONCE;
  #atMs = performance.now();

  /** False when there is none left now. */
  take(nowMs = performance.now()): boolean {
    const earned = ((nowMs - this.#atMs) * NOTICES_PER_SECOND) / 1000;
    this.#left = Math.min(NOTICES_AT_ONCE, this.#left + earned);
    this.#atMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
