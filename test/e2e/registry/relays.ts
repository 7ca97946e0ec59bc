import type { TestNetwork } from '../../utils/network.js';
import { webSocketOf } from '../../utils/network.js';

interface Relay {
  readonly peerId: string;
  readonly multiaddr: string;
}

/** What `@fluencelabs/fluence-network-environment` had under this name: peers of a network, here of the test's. */
export let krasnodar: readonly [Relay, Relay, Relay, Relay, Relay];

export function useNetwork({ peers }: TestNetwork): void {
  const [a, b, c, d, e] = peers.map((peer) => ({ peerId: peer.peerId, multiaddr: webSocketOf(peer) }));
  krasnodar = [a!, b!, c!, d!, e!];
}
