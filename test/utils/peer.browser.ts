import { makeNetwork } from './network.browser.js';
import type { RestartablePeer } from './peer.js';

/** `startPeer` for a page: the test that opened it has the peer. */
export async function startPeer(): Promise<Pick<RestartablePeer, 'peerId' | 'multiaddrs' | 'dispose'>> {
  const { peers, stop } = await makeNetwork(1);
  const { peerId, multiaddrs } = peers[0]!;
  return { peerId, multiaddrs, dispose: stop };
}
