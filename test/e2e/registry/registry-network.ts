import { type ClientPeer, createClient } from '@noctiluca/client';
import type { LocalPeer } from '@noctiluca/local-network';
import { makeNetwork, type TestNetwork, type TestNetworkOptions, webSocketOf } from '../../utils/network.js';
import { untilDeployed } from '../../utils/observe.js';

/** What the registry stands on, and nothing else. */
export const SETTINGS = { system_services: { enable: ['trust-graph', 'registry'] } };

/** Peers with registries, deployed by their own deployers. */
export async function makeRegistryNetwork(
  count: number,
  options: TestNetworkOptions = {},
): Promise<TestNetwork> {
  const network = await makeNetwork(count, { ...options, settings: SETTINGS });
  try {
    await Promise.all(network.peers.map(untilDeployed));
  } catch (cause) {
    await network.stop();
    throw cause;
  }
  return network;
}

/** Generous: the machine of a test does other things meanwhile. Milliseconds. */
const TTL_MS = 60_000;

/** A client with a key of its own. */
export function connect(peer: Pick<LocalPeer, 'multiaddrs'>): Promise<ClientPeer> {
  return createClient(webSocketOf(peer), { defaultTtlMs: TTL_MS });
}
