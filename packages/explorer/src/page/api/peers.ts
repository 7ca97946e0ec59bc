import type { Peer } from '../model/peer.js';
import { type Answer, ask } from './ask.js';

interface NetworkPeer {
  readonly name: string;
  readonly peerId: string;
  readonly state?: string;
}

/** All peers of the network whose daemon serves this page, or the one peer that does. */
export async function findPeers(): Promise<Answer<readonly Peer[]>> {
  const network = await ask<{ readonly peers: readonly NetworkPeer[] }>('api/network');
  if ('value' in network) {
    return {
      value: network.value.peers.map((peer) => ({
        ...peer,
        base: `peers/${encodeURIComponent(peer.name)}/`,
      })),
    };
  }
  const own = await ask<{ readonly peer_id: string }>('peer_id');
  if ('why' in own) return { why: network.why };
  return { value: [{ name: 'this peer', peerId: own.value.peer_id, base: '' }] };
}
