import type { NodeService } from '@noctiluca/lifecycle';
import type { Spells } from '@noctiluca/spells';
import {
  createSystemServices,
  type SystemServices,
  systemServicesBuiltins,
} from '@noctiluca/system-services';
import { peerSettings, systemServicesInit } from '../../config/inits.js';
import type { PeerCore } from '../../core/create-core.js';
import type { SystemServicesPlan } from './plan-system-services.js';

export interface AddSystemServicesComponents {
  readonly spells: Spells;
  readonly decider: Pick<NodeService, 'name'> | undefined;
}

/** Has the packages of system services deployed, and lets a deployer elsewhere do so. */
export function addSystemServices(
  core: PeerCore,
  { packages, gate }: SystemServicesPlan,
  { spells, decider }: AddSystemServicesComponents,
): SystemServices {
  const { config, options, host, store, aquamarine, network, clock, logger, registry } = core;
  const system =
    options.replace?.systemServices ??
    createSystemServices(
      { ...systemServicesInit(config), packages },
      {
        host,
        spells,
        store,
        gate,
        // Spells run once it is up, and some of them ask the decider.
        after: [aquamarine.name, network.name, spells.name, ...(decider === undefined ? [] : [decider.name])],
        ...(clock === undefined ? {} : { now: () => clock.nowMs() }),
        logger,
        registry,
      },
    );
  const mayAdminister = (peerId: string) => host.access.isHostOrManagement(peerId);
  const hasModule = (cid: string) => host.services.modules.get(cid) !== undefined;
  const settings = () => peerSettings(config);
  core.extendHost({ builtins: [systemServicesBuiltins({ system, mayAdminister, hasModule, settings })] });
  return system;
}
