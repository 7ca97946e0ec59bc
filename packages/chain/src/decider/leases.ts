interface Lease {
  /** Steps that nothing was reported of. */
  readonly left: Set<string>;
  readonly untilMs: number;
}

/** Which deals somebody is at work on: so long there are no steps for them, or two would do the same. Time is passed in. */
export class Leases {
  readonly #leases = new Map<string, Lease>();

  get size(): number {
    return this.#leases.size;
  }

  /** When the first of them ends whatever happens; undefined: there is none. */
  get nextMs(): number | undefined {
    const ends = [...this.#leases.values()].map(({ untilMs }) => untilMs);
    return ends.length === 0 ? undefined : Math.min(...ends);
  }

  /** @param untilMs when whoever has the steps is gone for sure */
  give(dealId: string, stepIds: readonly string[], untilMs: number): void {
    this.#leases.set(dealId, { left: new Set(stepIds), untilMs });
  }

  /** Whether a step of a deal is under way, as far as is known. */
  hasStep(dealId: string, stepId: string): boolean {
    return this.#leases.get(dealId)?.left.has(stepId) === true;
  }

  /** A step is done. @returns whether it was the last of the deal */
  done(dealId: string, stepId: string): boolean {
    const lease = this.#leases.get(dealId);
    lease?.left.delete(stepId);
    return lease?.left.size === 0 && this.#leases.delete(dealId);
  }

  /** Nobody goes on with it. */
  end(dealId: string): void {
    this.#leases.delete(dealId);
  }

  /** Those that have not run out. */
  current(nowMs: number): ReadonlySet<string> {
    for (const [dealId, { untilMs }] of this.#leases) if (untilMs <= nowMs) this.#leases.delete(dealId);
    return new Set(this.#leases.keys());
  }
}
