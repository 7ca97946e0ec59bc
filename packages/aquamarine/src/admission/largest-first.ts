import { QueueMap } from '@noctiluca/common/queue-map';
import { Scoreboard } from './scoreboard.js';

/** What waits somewhere, by owner. */
interface Line<T> {
  readonly items: QueueMap<T, number>;
  amount: number;
}

/** Bounds what waits somewhere: when it is full, whoever has most there gives way to whoever has less. */
export class LargestFirst<T> {
  readonly #lines = new Map<string, Line<T>>();
  readonly #scores = new Scoreboard<Line<T>>();

  add(owner: string, item: T, amount = 1): void {
    let line = this.#lines.get(owner);
    if (line === undefined) {
      line = { items: new QueueMap(), amount: 0 };
      this.#lines.set(owner, line);
    }
    line.items.set(item, amount);
    this.#change(line, amount);
  }

  remove(owner: string, item: T): void {
    const line = this.#lines.get(owner);
    const amount = line?.items.get(item);
    if (line === undefined || amount === undefined) return;
    line.items.delete(item);
    this.#change(line, -amount);
    if (line.items.size === 0) this.#lines.delete(owner);
  }

  /**
   * Who is to go, so that something of `owner` may come.
   * @returns the oldest item of the largest; nothing when that is the owner itself, or no larger than it would be
   */
  toGiveWay(owner: string, amount = 1): T | undefined {
    const own = this.#lines.get(owner);
    const [largest] = this.#scores.largest();
    if (largest === undefined || largest === own || largest.amount <= (own?.amount ?? 0) + amount)
      return undefined;
    return largest.items.oldestKey;
  }

  /** Whether an owner has more here than an even share of `capacity` among those that have something. */
  isHeavy(owner: string, capacity: number): boolean {
    return (this.#lines.get(owner)?.amount ?? 0) * this.#lines.size > capacity;
  }

  #change(line: Line<T>, amount: number): void {
    this.#scores.move(line, line.amount, line.amount + amount);
    line.amount += amount;
  }
}
