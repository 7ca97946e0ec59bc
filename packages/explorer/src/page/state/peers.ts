import { signal } from '@preact/signals';
import { findPeers } from '../api/peers.js';
import type { Peer } from '../model/peer.js';
import { every } from './every.js';

export const peers = signal<readonly Peer[]>([]);
/** Why no peers are known; empty while some are, or while nobody has answered. */
export const whyNoPeers = signal('');
/** Whether the question was answered. */
export const isAsked = signal(false);

/** A page opened from a disk has nobody to ask. */
export const isAlone = location.protocol === 'file:';

/** Peers come and go slowly. */
const BEAT_MS = 5_000;

export function followPeers(): () => void {
  return every(async () => {
    const answer = await findPeers();
    isAsked.value = true;
    whyNoPeers.value = 'why' in answer ? answer.why : '';
    if ('value' in answer && JSON.stringify(answer.value) !== JSON.stringify(peers.peek()))
      peers.value = answer.value;
  }, BEAT_MS);
}
