import type { Aquamarine } from '@noctiluca/aquamarine';
import { systemClock } from '@noctiluca/common/clock';
import { type Logger, silentLogger } from '@noctiluca/lifecycle';
import type { Store } from '@noctiluca/store';
import type { Registry } from 'prom-client';
import { callbackBuiltins } from './builtins/callback.js';
import { errorHandlingBuiltins } from './builtins/error-handling.js';
import { getDataBuiltins } from './builtins/get-data.js';
import { spellBuiltins } from './builtins/spell.js';
import { type CatchUp, newSchedule } from './bus/clock-plan.js';
import { createTriggerBus } from './bus/trigger-bus.js';
import type { SpellClock } from './clock.js';
import { AWAY_WAIT_MS, MAX_CONCURRENT_RUNS, PARTICLE_TTL_MS } from './constants.js';
import { createSpellMetrics } from './metrics.js';
import { PeerSpells } from './peer-spells.js';
import { createSpellService } from './service/spell-service.js';
import { createSkips } from './skips.js';
import { createSorcerer } from './sorcerer.js';
import type { SpellHost } from './spell-host.js';
import { createSpellManager } from './spell-manager.js';
import { createSpellRunQueue, type Overlap } from './spell-run-queue.js';
import { SpellSchedules } from './spell-schedules.js';
import type { Spells } from './spells.js';
import { SpellStorage } from './storage/spell-storage.js';

export interface SpellsInit {
  /** Life of a spell's particle, milliseconds. @default 120000 */
  readonly particleTtlMs?: number;
  /** What happens with periods that passed while the peer was down, or the machine stood still. @default 'none' */
  readonly catchUp?: CatchUp;
  /** Spreads spells over so many milliseconds after their due times, each by an amount of its own. @default 0 */
  readonly jitterMs?: number;
  /** What happens to a clock's trigger while a run of its spell is under way on this peer. @default 'skip' */
  readonly overlap?: Overlap;
  /**
   * How long a run that left for other peers is followed once nothing of it is under way here, milliseconds: one that comes
   * back later counts for nothing. @default 10000
   */
  readonly awayMs?: number;
  /** Runs at work on this peer at a time, all spells together. @default 256 */
  readonly maxConcurrentRuns?: number;
}

export interface SpellsComponents {
  readonly store: Store;
  /** Read late: the host takes the tables of spells when it is built. */
  readonly host: () => SpellHost;
  /** Read late, as it stands on the host. */
  readonly aquamarine: () => Pick<Aquamarine, 'run' | 'name'>;
  /** Tells of peers that come and go. @returns what ends the subscription */
  readonly connections: (
    listener: (event: { readonly kind: 'connected' | 'disconnected'; readonly peerId: string }) => void,
  ) => () => void;
  /** What spells are triggered by. @default the system's */
  readonly clock?: SpellClock;
  /** Clock that particles live by, milliseconds since the epoch. @default Date.now */
  readonly particleClock?: () => number;
  /** @default silent */
  readonly logger?: Logger;
  /** @default a fresh one */
  readonly registry?: Registry;
}

/** Builds the spells of a peer; nothing is read before `start`, nothing runs before `startScheduling`. */
export function createSpells(init: SpellsInit, components: SpellsComponents): Spells {
  const { store, host, aquamarine, clock = systemClock, particleClock } = components;
  const logger = (components.logger ?? silentLogger).child({ module: 'spells' });
  const metrics = createSpellMetrics(components.registry);
  const storage = new SpellStorage(store);
  const onSkip = createSkips({ metrics, logger });
  const sorcerer = createSorcerer(
    { particleTtlMs: init.particleTtlMs ?? PARTICLE_TTL_MS, awayMs: init.awayMs ?? AWAY_WAIT_MS },
    {
      storage,
      host,
      aquamarine,
      onGone: ({ spellId }) => bus.unsubscribe(spellId),
      onSkip,
      metrics,
      logger,
      ...(particleClock === undefined ? {} : { particleClock }),
    },
  );
  const queue = createSpellRunQueue(
    { overlap: init.overlap ?? 'skip', maxConcurrent: init.maxConcurrentRuns ?? MAX_CONCURRENT_RUNS },
    { clock, cast: (spell, trigger) => sorcerer.cast(spell, trigger), onSkip },
  );
  metrics.watch({ running: () => queue.running, waiting: () => queue.waiting });
  const bus = createTriggerBus(
    { catchUp: init.catchUp ?? 'none', jitterMs: init.jitterMs ?? 0 },
    { clock, metrics, onTrigger: (spell, trigger) => queue.take(spell, trigger) },
  );
  const manager = createSpellManager({
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
