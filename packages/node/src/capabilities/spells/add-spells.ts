import { createSpells, type Spells } from '@noctiluca/spells';
import { spellsInit } from '../../config/inits.js';
import type { PeerCore } from '../../core/create-core.js';
import type { BlockSignal } from '../decider/block-signal.js';

/** Code that lives on the peer and runs by itself: its services, its built-ins, its triggers. */
export function addSpells(core: PeerCore, blocks: BlockSignal): Spells {
  const { config, options, store, host, aquamarine, network, clock, logger, registry } = core;
  const spells =
    options.replace?.spells ??
    createSpells(spellsInit(config.settings), {
      store,
      host,
      aquamarine,
      connections: (listener) => network.onConnectionEvent(listener),
      blocks: (listener) => blocks.listen(listener),
      ...(clock === undefined ? {} : { clock }),
      logger,
      registry,
    });
  core.extendHost({ nativeServices: [spells.service], builtins: spells.builtins });
  return spells;
}
