/** What somebody has there, oldest first. */
export interface Share<T> {
  readonly owner: string;
  bytes: number;
  oldest: T | undefined;
  newest: T | undefined;
}

/** Of what is shared: where it stands. A list through the items themselves: thousands come and go each second. */
export interface Shared<T> {
  share?: Share<T> | undefined;
  older?: T | undefined;
  newer?: T | undefined;
}

/** At the bound, room is made for this part of it at once: looking for who has most takes its time. */
const MADE_ROOM = 1 / 16;

/**
 * Bounds bytes that owners share: when there are too many, those that have most lose their oldest, down to one level for all
 * of them. Whoever has less than its part loses nothing to others.
 */
export class ByteShares<T extends Shared<T>> {
  readonly #maxBytes: number;
  readonly #shrink: (item: T, bytes: number) => void;
  readonly #shares = new Map<string, Share<T>>();
  #bytes = 0;

  /** @param shrink has an item let go of so many bytes at least, or else of all it has; it tells by `change` or `remove` */
  constructor(maxBytes: number, shrink: (item: T, bytes: number) => void) {
    this.#maxBytes = maxBytes;
    this.#shrink = shrink;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get owners(): number {
    return this.#shares.size;
  }

  /** An item that is there weighs so much more. */
  change({ share }: T, delta: number): void {
    if (share === undefined) return;
    share.bytes += delta;
    this.#bytes += delta;
  }

  /** A new item. */
  add(owner: string, item: T, bytes: number): void {
    const share = this.#shareOf(owner);
    item.share = share;
    item.older = share.newest;
    item.newer = undefined;
    if (share.newest === undefined) share.oldest = item;
    else share.newest.newer = item;
    share.newest = item;
    this.change(item, bytes);
  }

  /** @param bytes what it weighs */
  remove(item: T, bytes: number): void {
    const { share, older, newer } = item;
    if (share === undefined) return;
    this.change(item, -bytes);
    if (older === undefined) share.oldest = newer;
    else older.newer = newer;
    if (newer === undefined) share.newest = older;
    else newer.older = older;
    item.share = item.older = item.newer = undefined;
    if (share.oldest === undefined) this.#shares.delete(share.owner);
  }

  /** Keeps the bound. */
  settle(): void {
    if (this.#bytes <= this.#maxBytes) return;
    const level = this.#level(this.#maxBytes * (1 - MADE_ROOM));
    for (const share of [...this.#shares.values()]) this.#cut(share, level);
  }

  #shareOf(owner: string): Share<T> {
    const known = this.#shares.get(owner);
    if (known !== undefined) return known;
    const share = { owner, bytes: 0, oldest: undefined, newest: undefined };
    this.#shares.set(owner, share);
    return share;
  }

  #cut(share: Share<T>, level: number): void {
    for (let item = share.oldest; item !== undefined && share.bytes > level; ) {
      const { newer } = item;
      this.#shrink(item, share.bytes - level);
      item = newer;
    }
  }

  /** What each may have, so that all together have `bytes`. */
  #level(bytes: number): number {
    const sizes = Array.from(this.#shares.values(), (share) => share.bytes).sort((a, b) => a - b);
    let left = bytes;
    for (const [i, size] of sizes.entries()) {
      const each = left / (sizes.length - i);
      if (size > each) return each;
      left -= size;
    }
    return left;
  }
}
