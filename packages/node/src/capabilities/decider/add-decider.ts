import type { Spells } from '@noctiluca/spells';
import type { PeerCore } from '../../core/create-core.js';
import type { ChainPart } from '../chain/chain-part.js';
import type { BlockSignal } from './block-signal.js';
import { deciderBuiltins } from './decider-builtins.js';
import { registerDeciderMetrics } from './decider-metrics.js';
import { DeciderService } from './decider-service.js';
import { observeWorkers } from './observe-workers.js';

export interface AddDeciderComponents {
  readonly chain: ChainPart | undefined;
  readonly spells: Spells;
  readonly blocks: BlockSignal;
}

/** Decides what becomes of the deals of this peer, where there is a chain; the spell of the package `decider` does it. */
export function addDecider(
  core: PeerCore,
  { chain, spells, blocks }: AddDeciderComponents,
): DeciderService | undefined {
  if (chain === undefined) return undefined;
  const { store, host, clock, registry, logger } = core;
  const nowMs = () => clock?.nowMs() ?? Date.now();
  const decider = new DeciderService({
    after: [store.name, host.name, spells.name, chain.name],
    create: (components) =>
      chain.kit.createDecider({
        ...components,
        deals: () => chain.peer.deals(),
        workers: () => observeWorkers({ host, spells, nowMs }),
        ...{ store, logger: logger.child({ module: 'decider' }) },
      }),
    wake: () => blocks.repeat(),
  });
  registerDeciderMetrics(registry, decider);
  core.extendHost({ builtins: [deciderBuiltins({ hostPeerId: host.hostPeerId, decider, chain })] });
  return decider;
}
