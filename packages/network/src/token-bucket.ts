import type { Clock } from '@noctiluca/common/clock';

/** So many at once, and so many a second after that. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  #tokens: number;
  #filledAtMs: number;

  constructor({ perSecond, burst }: { perSecond: number; burst: number }, clock: Pick<Clock, 'monotonicMs'>) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#clock = clock;
    this.#tokens = burst;
    this.#filledAtMs = clock.monotonicMs();
  }

  /** @returns false when there is none left */
  take(): boolean {
    const nowMs = this.#clock.monotonicMs();
    const earned = ((nowMs - this.#filledAtMs) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#burst, this.#tokens + earned);
    this.#filledAtMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
