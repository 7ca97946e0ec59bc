/**
 * Who has most of something, without a search: owners stand in classes of their amounts, each class up to twice the one
 * below, and only a change of class costs anything. The largest is known up to a factor of two.
 */
export class Scoreboard<T extends object> {
  readonly #classes: Set<T>[] = [];
  #top = -1;
  #size = 0;

  /** Owners with some of it. */
  get size(): number {
    return this.#size;
  }

  /** An owner's amount was `before` and is `after`. */
  move(owner: T, before: number, after: number): void {
    const from = classOf(before);
    const to = classOf(after);
    if (from === to) return;
    if (from < 0) this.#size++;
    else this.#classes[from]!.delete(owner);
    if (to < 0) this.#size--;
    else this.#at(to).add(owner);
  }

  /** From the top class down, the one that came into its class first before the others. */
  *largest(): Generator<T> {
    while (this.#top >= 0 && (this.#classes[this.#top]?.size ?? 0) === 0) this.#top--;
    for (let at = this.#top; at >= 0; at--) yield* this.#classes[at] ?? [];
  }

  #at(index: number): Set<T> {
    for (let i = this.#classes.length; i <= index; i++) this.#classes.push(new Set());
    this.#top = Math.max(this.#top, index);
    return this.#classes[index]!;
  }
}

const MAX_UNSIGNED = 0xffff_ffff;

/** -1: has none. What is beyond 32 bits shares the top class. */
function classOf(amount: number): number {
  return amount < 1 ? -1 : 31 - Math.clz32(Math.min(amount, MAX_UNSIGNED));
}
