import { MAX_FAILURE_CHARS, MAX_LISTED_FAILURES } from '../constants.js';
import { BackOffs } from '../plan/back-offs.js';

/** A step that failed. */
export interface Failure {
  readonly dealId: string;
  readonly step: string;
  readonly error: string;
}

/** Deals that something of failed, by itself each: what, and until when it is left alone. Time is passed in. */
export class Failures {
  readonly #backOffs = new BackOffs();
  readonly #last = new Map<string, Failure>();

  get size(): number {
    return this.#last.size;
  }

  /** Some of them. */
  get listed(): readonly Failure[] {
    return [...this.#last.values()].slice(0, MAX_LISTED_FAILURES);
  }

  failed(failure: Failure, nowMs: number): void {
    const { dealId, error } = failure;
    this.#backOffs.failed(dealId, nowMs);
    this.#last.set(dealId, { ...failure, error: error.slice(0, MAX_FAILURE_CHARS) });
  }

  succeeded(dealId: string): void {
    this.#backOffs.succeeded(dealId);
    this.#last.delete(dealId);
  }

  waiting(nowMs: number): ReadonlySet<string> {
    return this.#backOffs.waiting(nowMs);
  }

  nextMs(nowMs: number): number | undefined {
    return this.#backOffs.nextMs(nowMs);
  }

  /** @param dealIds those with something left to do, or that wait: of all others nothing is wrong any more */
  keep(dealIds: ReadonlySet<string>): void {
    for (const dealId of [...this.#last.keys()]) if (!dealIds.has(dealId)) this.succeeded(dealId);
  }
}
