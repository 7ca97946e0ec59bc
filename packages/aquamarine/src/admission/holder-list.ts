import type { Account, Holder } from './account.js';

/** Where a holder stands with one of its accounts. */
export interface Place {
  readonly holder: Holder;
  readonly account: Account;
  older: Place | undefined;
  newer: Place | undefined;
}

/** Places of a holder with all of its accounts, in no list yet. */
export function placesOf(holder: Holder): Place[] {
  return holder.payer.accounts.map((account) => ({
    holder,
    account,
    older: undefined,
    newer: undefined,
  }));
}

/**
 * Holders in the order in which they came. A list through their places, since each of them comes and goes several times, and
 * a set that is filled and emptied is made anew each time.
 */
export class HolderList {
  #oldest: Place | undefined;
  #newest: Place | undefined;

  get oldest(): Holder | undefined {
    return this.#oldest?.holder;
  }

  /** @param place in no list */
  add(place: Place): void {
    place.older = this.#newest;
    if (this.#newest === undefined) this.#oldest = place;
    else this.#newest.newer = place;
    this.#newest = place;
  }

  /** @param place in this list */
  remove(place: Place): void {
    const { older, newer } = place;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    place.older = place.newer = undefined;
  }
}
