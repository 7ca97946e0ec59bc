/** Where a holder stands in a list. */
export interface Place<H> {
  readonly holder: H;
  older: Place<H> | undefined;
  newer: Place<H> | undefined;
}

/** So many places of a holder, in no list yet. */
export function placesOf<H>(holder: H, count: number): Place<H>[] {
  return Array.from({ length: count }, () => ({ holder, older: undefined, newer: undefined }));
}

/**
 * Holders in the order in which they came. A list through their places, since each of them comes and goes several times, and
 * a set that is filled and emptied is made anew each time.
 */
export class HolderList<H> {
  #oldest: Place<H> | undefined;
  #newest: Place<H> | undefined;

  get oldest(): H | undefined {
    return this.#oldest?.holder;
  }

  /** @param place in no list */
  add(place: Place<H>): void {
    place.older = this.#newest;
    if (this.#newest === undefined) this.#oldest = place;
    else this.#newest.newer = place;
    this.#newest = place;
  }

  /** @param place in this list */
  remove(place: Place<H>): void {
    const { older, newer } = place;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    place.older = place.newer = undefined;
  }
}
