import { type ReadonlySignal, signal } from '@preact/signals';
import { askList } from '../api/lists.js';
import type { Item } from '../model/lists.js';
import type { Peer } from '../model/peer.js';
import { every } from './every.js';
import { peers } from './peers.js';

/** An item and the peer that has it. */
export interface Owned {
  readonly peer: Peer;
  readonly item: Item;
}

export interface FollowedList {
  readonly items: ReadonlySignal<readonly Owned[]>;
  /** Why a peer does not tell; empty when all do. */
  readonly why: ReadonlySignal<string>;
  end(): void;
}

const BEAT_MS = 5_000;

/** A list of all peers, read again and again. */
export function followList(name: string): FollowedList {
  const items = signal<readonly Owned[]>([]);
  const why = signal('');
  const end = every(async (ended) => {
    const all = await Promise.all(
      peers.peek().map(async (peer) => ({ peer, answer: await askList<Item>(peer, name) })),
    );
    if (ended.aborted) return;
    items.value = all.flatMap(({ peer, answer }) =>
      'value' in answer ? answer.value.map((item) => ({ peer, item })) : [],
    );
    why.value = all
      .flatMap(({ peer, answer }) => ('why' in answer ? [`${peer.name}: ${answer.why}`] : []))
      .join(' ');
  }, BEAT_MS);
  return { items, why, end };
}
