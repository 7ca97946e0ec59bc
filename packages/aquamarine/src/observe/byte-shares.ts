/** What somebody has there, oldest first. */
interface Account<T> {
  bytes: number;
  readonly items: Set<T>;
}

/** At the bound, room is made for this part of it at once: looking for who has most takes its time. */
const MADE_ROOM = 1 / 16;

/**
 * Bounds bytes that owners share: when there are too many, those that have most lose their oldest, down to one level for all
 * of them. Whoever has less than its part loses nothing to others.
 */
export class ByteShares<T> {
  readonly #maxBytes: number;
  readonly #shrink: (item: T, bytes: number) => void;
  readonly #accounts = new Map<string, Account<T>>();
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
    return this.#accounts.size;
  }

  /** An item that is there weighs so much more. */
  change(owner: string, delta: number): void {
    const account = this.#accounts.get(owner);
    if (account === undefined) return;
    account.bytes += delta;
    this.#bytes += delta;
  }

  /** A new item. */
  add(owner: string, item: T, bytes: number): void {
    let account = this.#accounts.get(owner);
    if (account === undefined) {
      account = { bytes: 0, items: new Set() };
      this.#accounts.set(owner, account);
    }
    account.items.add(item);
    account.bytes += bytes;
    this.#bytes += bytes;
  }

  /** @param bytes what it weighs */
  remove(owner: string, item: T, bytes: number): void {
    const account = this.#accounts.get(owner);
    if (account?.items.delete(item) !== true) return;
    account.bytes -= bytes;
    this.#bytes -= bytes;
    if (account.items.size === 0) this.#accounts.delete(owner);
  }

  /** Keeps the bound. */
  settle(): void {
    if (this.#bytes <= this.#maxBytes) return;
    const level = this.#level(this.#maxBytes * (1 - MADE_ROOM));
    for (const account of [...this.#accounts.values()]) this.#cut(account, level);
  }

  #cut(account: Account<T>, level: number): void {
    for (const item of account.items) {
      if (account.bytes <= level) return;
      this.#shrink(item, account.bytes - level);
    }
  }

  /** What each may have, so that all together have `bytes`. */
  #level(bytes: number): number {
    const sizes = Array.from(this.#accounts.values(), (account) => account.bytes).sort((a, b) => a - b);
    let left = bytes;
    for (const [i, size] of sizes.entries()) {
      const each = left / (sizes.length - i);
      if (size > each) return each;
      left -= size;
    }
    return left;
  }
}
