import { systemClock } from '@noctiluca/common/clock';
import { silentLogger } from '@noctiluca/lifecycle';
import { silentTrace } from '@noctiluca/particle';
import { type NetworkComponents, type NetworkInit, resolveInit } from './init.js';
import { Libp2pNetwork } from './libp2p-network.js';
import { createMetrics } from './metrics.js';
import type { Network } from './network.js';

/**
 * Builds the peer's network: libp2p with the particle protocol, contacts, Kademlia and bootstrap. Does no I/O and loads
 * no libp2p; that is `start`'s.
 *
 * @throws NetworkError `INVALID_LIMIT`
 */
export function createNetwork(init: NetworkInit, components: NetworkComponents = {}): Network {
  return new Libp2pNetwork(resolveInit(init), {
    log: (components.logger ?? silentLogger).child({ module: 'network' }),
    metrics: createMetrics(components.registry),
    trace: components.trace ?? silentTrace,
    parts: components,
    clock: components.clock ?? systemClock,
  });
}
