import { effect, signal } from '@preact/signals';
import { findPeers } from '../api/peers.js';
import type { Peer } from '../model/peer.js';
import { every } from './every.js';

export const peers = signal<readonly Peer[]>([]);
/** Whether services can be called from here. */
export const canCall = signal(false);
/** Why no peers are known; empty while some are, or while nobody has answered. */
export const whyNoPeers = signal('');
/** Whether the question was answered. */
export const isAsked = signal(false);

/** The page as one file has nobody to ask. */
export const isAlone = IS_ALONE;

/** Peers come and go slowly. */
const BEAT_MS = 5_000;

/** Resolves when somebody can be asked, or when nobody waits any more. */
export function somePeers(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const dispose = effect(() => {
      if (peers.value.length > 0) resolve();
    });
    signal.addEventListener('abort', () => {
      dispose();
      resolve();
    });
  });
}

export function followPeers(): () => void {
  return every(async () => {
    const answer = await findPeers();
    isAsked.value = true;
    whyNoPeers.value = 'why' in answer ? answer.why : '';
    if ('why' in answer) return;
    canCall.value = answer.value.canCall;
    if (JSON.stringify(answer.value.peers) !== JSON.stringify(peers.peek())) peers.value = answer.value.peers;
  }, BEAT_MS);
}
