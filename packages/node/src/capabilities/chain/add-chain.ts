import { chainSettings } from '../../config/inits.js';
import type { PeerCore } from '../../core/create-core.js';
import { registerChainMetrics } from './chain-metrics.js';
import { type ChainPart, createChainPart } from './chain-part.js';
import { chainSubnets } from './chain-subnets.js';
import { connectorBuiltins } from './connector-builtins.js';

/** The chain of `chain_config`: what is asked of it, and who is told of what happens on it. Undefined without one. */
export function addChain(core: PeerCore): ChainPart | undefined {
  const { config, options, registry, logger } = core;
  const settings = chainSettings(config);
  if (settings === undefined) return undefined;
  const { peerId } = config.keyPair;
  const chain = createChainPart(
    { ...settings, peerId, places: options.chainPlaces ?? [] },
    { logger: logger.child({ module: 'chain' }) },
  );
  registerChainMetrics(registry, chain);
  core.extendHost({
    builtins: [connectorBuiltins({ chain, hostPeerId: peerId })],
    subnets: (before) => chainSubnets(chain, before),
  });
  return chain;
}
