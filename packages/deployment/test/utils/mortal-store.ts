import type { Store } from '@noctiluca/store';

export interface MortalStore extends Store {
  /** Transactions that were begun and not refused. */
  readonly changes: number;
  /** Every transaction after so many more fails. */
  dieAfter(changes: number): void;
}

/** A store that counts its changes and is gone after so many: whatever lives on it can be cut off between any two. */
export function mortalStore(store: Store): MortalStore {
  let changes = 0;
  let last = Number.POSITIVE_INFINITY;
  return {
    name: store.name,
    start: (signal) => store.start(signal),
    stop: (signal) => store.stop(signal),
    table: (name) => store.table(name),
    async transaction(body) {
      if (changes >= last) throw new Error('the peer is gone');
      changes += 1;
      return store.transaction(body);
    },
    get changes() {
      return changes;
    },
    dieAfter(more) {
      last = changes + more;
    },
  };
}
