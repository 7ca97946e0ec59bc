import { type Aged, AgeList } from '../age-list.js';

/** What somebody has there. */
export interface Share<T extends Aged<T>> {
  readonly owner: string;
  readonly items: AgeList<T>;
  bytes: number;
}

/** What is shared: whose it is. */
export interface Shared<T extends Aged<T>> extends Aged<T> {
  share?: Share<T> | undefined;
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
    share.items.add(item);
    this.change(item, bytes);
  }

  /** @param bytes what it weighs */
  remove(item: T, bytes: number): void {
    const { share } = item;
    if (share === undefined) return;
    this.change(item, -bytes);
    share.items.remove(item);
    item.share = undefined;
    if (share.items.oldest === undefined) this.#shares.delete(share.owner);
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
    const share = { owner, items: new AgeList<T>(), bytes: 0 };
    this.#shares.set(owner, share);
    return share;
  }

  #cut(share: Share<T>, level: number): void {
    for (let item = share.items.oldest; item !== undefined && share.bytes > level; ) {
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
