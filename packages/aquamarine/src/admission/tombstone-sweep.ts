import type { Clock } from '@noctiluca/common/clock';
import { TOMBSTONE_SWEEP_MS, TOMBSTONES_LOOKED_AT } from '../constants.js';
import type { Account } from './account.js';

/** Forgets tombstones that expired: it goes round all authors, so many tombstones at a time. */
export interface TombstoneSweep {
  /** @returns what the author is to keep with the tombstone: the second it expires in */
  add(author: Account, deadlineMs: number): number;
  stop(): void;
}

export function createTombstoneSweep(
  clock: Clock,
  forget: (author: Account, key: string) => void,
): TombstoneSweep {
  const authors = new Set<Account>();
  /** Seconds from here are small numbers, which take no memory of their own. */
  const epochMs = clock.nowMs();
  let cancel: (() => void) | undefined;

  function sweep(): void {
    cancel = undefined;
    const now = (clock.nowMs() - epochMs) / 1000;
    let looked = 0;
    let left = authors.size;
    for (const author of authors) {
      if (left-- === 0) break;
      for (const [key, second] of author.tombstones) {
        looked++;
        if (second < now) forget(author, key);
      }
      authors.delete(author);
      if (author.tombstones.size > 0) authors.add(author);
      if (looked >= TOMBSTONES_LOOKED_AT) break;
    }
    arm();
  }

  function arm(): void {
    if (authors.size > 0) cancel ??= clock.schedule(sweep, TOMBSTONE_SWEEP_MS);
  }

  return {
    add(author, deadlineMs) {
      authors.add(author);
      arm();
      return Math.ceil((deadlineMs - epochMs) / 1000);
    },
    stop() {
      cancel?.();
      cancel = undefined;
      authors.clear();
    },
  };
}
