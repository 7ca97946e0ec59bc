import type { Store, StoreTable } from '@noctiluca/store';
import { FORGET_DEAL_AFTER_MS } from '../constants.js';
import type { DesiredListing } from '../plan/facts.js';

/** A deal that this peer has had; key: its id. */
type JournalRecord = {
  /** The latest block of which a whole listing had it. */
  listedAt: number;
  /** When that was seen, milliseconds since the epoch. */
  seenMs: number;
};

/**
 * Which deals this peer has had, and when the chain listed them last. Written before a worker is made of what is listed: a
 * worker of a deal that is not in here was made for something else.
 */
export class DealJournal {
  readonly #store: Pick<Store, 'transaction'>;
  readonly #table: StoreTable<JournalRecord>;

  constructor(store: Pick<Store, 'table' | 'transaction'>) {
    this.#store = store;
    this.#table = store.table<JournalRecord>('decider-deals');
  }

  /** The block of the last whole listing that had a deal; undefined: none had it. */
  listedAt(dealId: string): number | undefined {
    return this.#table.get(dealId)?.listedAt;
  }

  /**
   * Takes a listing down, durably. Deals that are in none any more are forgotten, in time, unless they are still needed.
   * @param isNeeded whether there is a worker of a deal
   */
  async note(
    { block, deals }: DesiredListing,
    isNeeded: (dealId: string) => boolean,
    nowMs: number,
  ): Promise<void> {
    const listed = new Set(deals.map(({ dealId }) => dealId));
    const behind = [...listed].filter((dealId) => (this.listedAt(dealId) ?? -1) < block);
    const past = [...this.#table.entries()].filter(
      ([dealId, { seenMs }]) =>
        !listed.has(dealId) && seenMs + FORGET_DEAL_AFTER_MS < nowMs && !isNeeded(dealId),
    );
    if (behind.length + past.length === 0) return;
    await this.#store.transaction(() => {
      for (const dealId of behind) this.#table.put(dealId, { listedAt: block, seenMs: nowMs });
      for (const [dealId] of past) this.#table.remove(dealId);
    });
  }
}
