import { systemClock } from '@noctiluca/common/clock';
import { silentLogger } from '@noctiluca/lifecycle';
import { callbackBuiltins } from './builtins/callback.js';
import { errorHandlingBuiltins } from './builtins/error-handling.js';
import { getDataBuiltins } from './builtins/get-data.js';
import { spellBuiltins } from './builtins/spell.js';
import { newSchedule } from './bus/clock-plan.js';
import { TriggerBus } from './bus/trigger-bus.js';
import { AWAY_WAIT_MS, MAX_CONCURRENT_RUNS, PARTICLE_TTL_MS } from './constants.js';
import type { SpellsComponents, SpellsInit } from './init.js';
import { createSpellMetrics } from './metrics.js';
import { PeerSpells } from './peer-spells.js';
import { createSpellService } from './service/spell-service.js';
import { createSkips } from './skips.js';
import { Sorcerer } from './sorcerer.js';
import { SpellManager } from './spell-manager.js';
import { SpellRunQueue } from './spell-run-queue.js';
import { SpellSchedules } from './spell-schedules.js';
import type { Spells } from './spells.js';
import { SpellStorage } from './storage/spell-storage.js';

/** Builds the spells of a peer; nothing is read before `start`, nothing runs before `startScheduling`. */
export function createSpells(init: SpellsInit, components: SpellsComponents): Spells {
  const { store, host, aquamarine, clock = systemClock } = components;
  const logger = (components.logger ?? silentLogger).child({ module: 'spells' });
  const metrics = createSpellMetrics(components.registry);
  const storage = new SpellStorage(store);
  const onSkip = createSkips({ metrics, logger });
  const sorcerer = new Sorcerer(
    { particleTtlMs: init.particleTtlMs ?? PARTICLE_TTL_MS, awayMs: init.awayMs ?? AWAY_WAIT_MS },
    {
      storage,
      host,
      aquamarine,
      onGone: ({ spellId }) => bus.unsubscribe(spellId),
      onSkip,
      nowMs: () => clock.nowMs(),
      metrics,
      logger,
    },
  );
  const queue = new SpellRunQueue(
    { overlap: init.overlap ?? 'skip', maxConcurrent: init.maxConcurrentRuns ?? MAX_CONCURRENT_RUNS },
    { clock, cast: (spell, trigger) => sorcerer.cast(spell, trigger), onSkip },
  );
  metrics.watch({ running: () => queue.running, waiting: () => queue.waiting });
  const bus = new TriggerBus(
    { catchUp: init.catchUp ?? 'none', jitterMs: init.jitterMs ?? 0 },
    { clock, metrics, onTrigger: (spell, trigger) => queue.take(spell, trigger) },
  );
  const manager = new SpellManager({
    storage,
    host,
    bus,
    clock,
    isRunning: (spellId) => queue.isBusy(spellId),
  });
  const schedules = new SpellSchedules(manager, logger);
  const service = createSpellService({
    storage,
    nowMs: () => clock.nowMs(),
    newSchedule: (config) => newSchedule(config, clock.nowMs()),
    onTriggers: (record) => schedules.restore(record),
    onForget: ({ serviceId }) => schedules.forget(serviceId),
  });
  const builtins = [
    spellBuiltins({ manager, host }),
    getDataBuiltins({ storage, host }),
    errorHandlingBuiltins({ storage, host }),
    callbackBuiltins({ storage, host }),
  ];
  return new PeerSpells({ ...components, clock, logger, service, builtins, manager, schedules, bus, queue });
}
