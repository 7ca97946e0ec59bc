/** What stands in an `AgeList`, in one at a time. */
export interface Aged<T> {
  older?: T | undefined;
  newer?: T | undefined;
}

/**
 * Items in the order in which they came, through the items themselves: they come and go thousands of times each second, and a
 * set that is filled and emptied is made anew each time.
 */
export class AgeList<T extends Aged<T>> {
  #oldest: T | undefined;
  #newest: T | undefined;

  get oldest(): T | undefined {
    return this.#oldest;
  }

  /** @param item in no list */
  add(item: T): void {
    item.older = this.#newest;
    item.newer = undefined;
    if (this.#newest === undefined) this.#oldest = item;
    else this.#newest.newer = item;
    this.#newest = item;
  }

  /** @param item in this list */
  remove(item: T): void {
    const { older, newer } = item;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    item.older = item.newer = undefined;
  }
}
