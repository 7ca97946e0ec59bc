import type { Peer } from '../model/peer.js';
import { type Answer, ask } from './ask.js';

interface NetworkPeer {
  readonly name: string;
  readonly peerId: string;
  readonly state?: string;
}

/** Who can be asked, and whether calls can be made: on local networks alone. */
export interface Network {
  readonly peers: readonly Peer[];
  readonly canCall: boolean;
}

/** All peers of the network whose daemon serves this page, or the one peer that does. */
export async function findPeers(): Promise<Answer<Network>> {
  const network = await ask<{ readonly peers: readonly NetworkPeer[]; readonly calls?: boolean }>(
    'api/network',
  );
  if ('value' in network) {
    const { peers, calls = false } = network.value;
    return { value: { peers: peers.map(atNetwork), canCall: calls } };
  }
  const own = await ask<{ readonly peer_id: string }>('peer_id');
  if ('why' in own) return { why: network.why };
  return { value: { peers: [{ name: 'this peer', peerId: own.value.peer_id, base: '' }], canCall: false } };
}

function atNetwork({ name, peerId, state }: NetworkPeer): Peer {
  return { name, peerId, base: `peers/${encodeURIComponent(name)}/`, ...(state !== undefined && { state }) };
}
