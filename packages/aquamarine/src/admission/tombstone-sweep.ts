import type { Clock } from '@noctiluca/common/clock';
import { TOMBSTONE_SWEEP_MS, TOMBSTONES_LOOKED_AT } from '../constants.js';
import type { Account } from './account.js';

/** Forgets tombstones that expired: it goes round all authors, so many tombstones at a time. */
export class TombstoneSweep {
  readonly #clock: Clock;
  readonly #forget: (author: Account, key: string) => void;
  readonly #authors = new Set<Account>();
  /** Seconds from here are small numbers, which take no memory of their own. */
  readonly #epochMs: number;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, forget: (author: Account, key: string) => void) {
    this.#clock = clock;
    this.#forget = forget;
    this.#epochMs = clock.nowMs();
  }

  /** @returns what the author is to keep with the tombstone: the second it expires in */
  add(author: Account, deadlineMs: number): number {
    this.#authors.add(author);
    this.#arm();
    return Math.ceil((deadlineMs - this.#epochMs) / 1000);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#authors.clear();
  }

  #arm(): void {
    if (this.#authors.size > 0)
      this.#cancel ??= this.#clock.schedule(() => this.#sweep(), TOMBSTONE_SWEEP_MS);
  }

  #sweep(): void {
    this.#cancel = undefined;
    const now = (this.#clock.nowMs() - this.#epochMs) / 1000;
    let looked = 0;
    let left = this.#authors.size;
    for (const author of this.#authors) {
      if (left-- === 0) break;
      looked += this.#look(author, now);
      this.#authors.delete(author);
      if (author.tombstones.size > 0) this.#authors.add(author);
      if (looked >= TOMBSTONES_LOOKED_AT) break;
    }
    this.#arm();
  }

  /** @returns how many were looked at */
  #look(author: Account, now: number): number {
    let looked = 0;
    for (const [key, second] of author.tombstones) {
      looked++;
      if (second < now) this.#forget(author, key);
    }
    return looked;
  }
}

export function createTombstoneSweep(
  clock: Clock,
  forget: (author: Account, key: string) => void,
): TombstoneSweep {
  return new TombstoneSweep(clock, forget);
}
