import type { Store, StoreTable } from '@noctiluca/store';
import type { PeerDeals } from '../client/deals.js';
import { FORGET_DEAL_AFTER_MS } from '../constants.js';

/** A deal that this peer has had; key: its id. */
type JournalRecord = {
  /** The latest block of which a whole listing had it. */
  listedAt: number;
  /** When that was seen, milliseconds since the epoch. */
  seenMs: number;
  /** First block of the chain that listed it; undefined: taken down before that was. */
  firstBlock?: string;
};

/**
 * Which deals this peer has had, and when the chain listed them last. Written before a worker is made of what is listed: a
 * worker of a deal that is not in here was made for something else.
 */
export class DealJournal {
  readonly #store: Pick<Store, 'transaction'>;
  readonly #table: StoreTable<JournalRecord>;
  /** Of the chain that was listed last; undefined: none since the start. */
  #firstBlock: string | undefined;

  constructor(store: Pick<Store, 'table' | 'transaction'>) {
    this.#store = store;
    this.#table = store.table<JournalRecord>('decider-deals');
  }

  /** The block of the last whole listing that had a deal; undefined: none of this chain had it. */
  listedAt(dealId: string): number | undefined {
    return this.isOfOther(dealId) ? undefined : this.#table.get(dealId)?.listedAt;
  }

  /** Whether it is a deal of another chain, of the same id: its blocks and this one's have nothing to do with each other. */
  isOfOther(dealId: string): boolean {
    const firstBlock = this.#table.get(dealId)?.firstBlock;
    return firstBlock !== undefined && this.#firstBlock !== undefined && firstBlock !== this.#firstBlock;
  }

  /**
   * Takes a listing down, durably. Deals that are in none any more are forgotten, in time, unless they are still needed. One with a
   * worker that was made for another chain's stays that one's, whatever this one lists under its id.
   * @param isNeeded whether there is a worker of a deal
   */
  async note(
    { desired: { block, deals }, firstBlock }: Pick<PeerDeals, 'desired' | 'firstBlock'>,
    isNeeded: (dealId: string) => boolean,
    nowMs: number,
  ): Promise<void> {
    this.#firstBlock = firstBlock;
    const listed = new Set(deals.map(({ dealId }) => dealId));
    const isKept = (dealId: string) => this.isOfOther(dealId) && isNeeded(dealId);
    const behind = [...listed].filter((dealId) => this.#isBehind(dealId, block) && !isKept(dealId));
    const past = [...this.#table.entries()].filter(
      ([dealId, { seenMs }]) =>
        !listed.has(dealId) && seenMs + FORGET_DEAL_AFTER_MS < nowMs && !isNeeded(dealId),
    );
    if (behind.length + past.length === 0) return;
    await this.#store.transaction(() => {
      for (const dealId of behind) {
        const listedAt = Math.max(block, this.listedAt(dealId) ?? block);
        this.#table.put(dealId, { listedAt, seenMs: nowMs, firstBlock });
      }
      for (const [dealId] of past) this.#table.remove(dealId);
    });
  }

  #isBehind(dealId: string, block: number): boolean {
    return (this.listedAt(dealId) ?? -1) < block || this.#table.get(dealId)?.firstBlock === undefined;
  }
}
