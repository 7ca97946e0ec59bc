import type { AddressShare } from '../network.js';

/** How many of something each prefix and site has. */
export class ShareCounts {
  readonly #byPrefix = new Map<string, number>();
  readonly #bySite = new Map<string, number>();

  /** Whether one more would be beyond the bound: of a prefix, or twice of a site, which has many prefixes. */
  isFull(share: AddressShare | undefined, perPrefix: number): boolean {
    if (share === undefined) return false;
    const ofPrefix = this.#byPrefix.get(share.prefix) ?? 0;
    return ofPrefix >= perPrefix || (this.#bySite.get(share.site) ?? 0) >= 2 * perPrefix;
  }

  add(share: AddressShare | undefined): void {
    this.#change(share, 1);
  }

  remove(share: AddressShare | undefined): void {
    this.#change(share, -1);
  }

  /** Prefixes that have any. */
  get size(): number {
    return this.#byPrefix.size;
  }

  #change(share: AddressShare | undefined, by: 1 | -1): void {
    if (share === undefined) return;
    change(this.#byPrefix, share.prefix, by);
    change(this.#bySite, share.site, by);
  }
}

function change(counts: Map<string, number>, key: string, by: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
