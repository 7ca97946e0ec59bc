import { MAX_BACK_OFF_MS, MIN_BACK_OFF_MS } from '../constants.js';

interface Failures {
  readonly count: number;
  readonly untilMs: number;
}

/** Which deals are left alone for a while: each by itself, twice as long after each failure. Time is passed in. */
export class BackOffs {
  readonly #failures = new Map<string, Failures>();

  failed(dealId: string, nowMs: number): void {
    const count = (this.#failures.get(dealId)?.count ?? 0) + 1;
    const delayMs = Math.min(MIN_BACK_OFF_MS * 2 ** (count - 1), MAX_BACK_OFF_MS);
    this.#failures.set(dealId, { count, untilMs: nowMs + delayMs });
  }

  succeeded(dealId: string): void {
    this.#failures.delete(dealId);
  }

  waiting(nowMs: number): ReadonlySet<string> {
    return new Set(
      [...this.#failures].filter(([, { untilMs }]) => untilMs > nowMs).map(([dealId]) => dealId),
    );
  }

  /** When the first of those that wait has waited; undefined: none waits. */
  nextMs(nowMs: number): number | undefined {
    const later = [...this.#failures.values()].map(({ untilMs }) => untilMs).filter((ms) => ms > nowMs);
    return later.length === 0 ? undefined : Math.min(...later);
  }

  /** Forgets deals that are no longer anybody's. */
  keep(dealIds: ReadonlySet<string>): void {
    for (const dealId of this.#failures.keys()) if (!dealIds.has(dealId)) this.#failures.delete(dealId);
  }
}
