import type { Aquamarine } from '@noctiluca/aquamarine';
import { messageOf } from '@noctiluca/common/thrown';
import type { ServiceRecord } from '@noctiluca/host';
import { type Logger, silentLogger } from '@noctiluca/lifecycle';
import type { Store } from '@noctiluca/store';
import type { Registry } from 'prom-client';
import { callbackBuiltins } from './builtins/callback.js';
import { errorHandlingBuiltins } from './builtins/error-handling.js';
import { getDataBuiltins } from './builtins/get-data.js';
import { spellBuiltins } from './builtins/spell.js';
import { type CatchUp, newSchedule } from './bus/clock-plan.js';
import { createTriggerBus } from './bus/trigger-bus.js';
import { type SpellClock, systemClock } from './clock.js';
import { AWAY_WAIT_MS, MAX_CONCURRENT_RUNS, PARTICLE_TTL_MS } from './constants.js';
import { createSpellMetrics } from './metrics.js';
import { createSpellService } from './service/spell-service.js';
import { createSkips } from './skips.js';
import { createSorcerer } from './sorcerer.js';
import { SpellBook } from './spell-book.js';
import type { SpellHost } from './spell-host.js';
import { createSpellRuns, type Overlap } from './spell-runs.js';
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
  const { store, host, aquamarine, connections, clock = systemClock, particleClock } = components;
  const logger = (components.logger ?? silentLogger).child({ module: 'spells' });
  const metrics = createSpellMetrics(components.registry);
  const storage = new SpellStorage(store);
  const skips = createSkips({ metrics, logger });
  const cast = createSorcerer(
    { particleTtlMs: init.particleTtlMs ?? PARTICLE_TTL_MS, awayMs: init.awayMs ?? AWAY_WAIT_MS },
    {
      storage,
      host,
      aquamarine,
      onGone: ({ spellId }) => bus.unsubscribe(spellId),
      onSkip: skips,
      metrics,
      logger,
      ...(particleClock === undefined ? {} : { particleClock }),
    },
  );
  const runs = createSpellRuns(
    { overlap: init.overlap ?? 'skip', maxConcurrent: init.maxConcurrentRuns ?? MAX_CONCURRENT_RUNS },
    { clock, cast, onSkip: skips },
  );
  metrics.watch({ running: () => runs.running, waiting: () => runs.waiting });
  const bus = createTriggerBus(
    { catchUp: init.catchUp ?? 'none', jitterMs: init.jitterMs ?? 0 },
    { clock, metrics, onTrigger: runs.take },
  );
  const book = new SpellBook({ storage, host, bus, clock, isRunning: runs.isBusy });
  const service = createSpellService({
    storage,
    nowMs: clock.nowMs,
    newSchedule: (config) => newSchedule(config, clock.nowMs()),
    onTriggers: restore,
    onForget: ({ serviceId }) => notRestored.delete(serviceId),
  });
  /** Spells that could not be scheduled, and why. */
  const notRestored = new Map<string, string>();
  let unsubscribe: (() => void)[] = [];

  /** One that cannot be scheduled stays, for its owner to look at. */
  function restore(record: ServiceRecord): void {
    const { serviceId: spellId } = record;
    notRestored.delete(spellId);
    try {
      const willRun = book.schedule(record);
      logger.debug(
        { spellId },
        willRun ? 'Scheduled spell' : 'Spell has no trigger left, or its worker rests',
      );
    } catch (error) {
      notRestored.set(spellId, messageOf(error));
      logger.warn({ spellId, reason: messageOf(error) }, 'A spell cannot be scheduled; it stays');
    }
  }

  return {
    name: 'spells',
    get dependsOn() {
      const parts = [store.name, host().name, aquamarine().name];
      return clock.name === undefined ? parts : [...parts, clock.name];
    },
    service,
    builtins: [
      spellBuiltins({ book, host }),
      getDataBuiltins({ storage, host }),
      errorHandlingBuiltins({ storage, host }),
      callbackBuiltins({ storage, host }),
    ],
    async start() {
      const { workers } = host();
      for (const record of book.list({ kind: 'host' })) restore(record);
      for (const { workerId } of workers.list()) {
        for (const record of book.list({ kind: 'worker', workerId })) restore(record);
      }
      unsubscribe = [
        workers.subscribe(({ kind, worker: { workerId } }) => {
          if (kind === 'deactivated' || kind === 'removed') bus.unsubscribeAll({ kind: 'worker', workerId });
          if (kind !== 'activated') return;
          for (const record of book.list({ kind: 'worker', workerId })) restore(record);
        }),
        connections((event) => bus.connection(event)),
      ];
      logger.info({ scheduled: bus.size }, 'Spells restored');
    },
    async stop() {
      for (const end of unsubscribe.splice(0)) end();
      bus.stop();
      runs.stop();
    },
    describe: () => ({
      scheduled: bus.size,
      running: runs.running,
      waiting: runs.waiting,
      spellsNotRestored: [...notRestored].map(([spellId, reason]) => ({ spellId, reason })),
    }),
    install: (spell) => book.install(spell),
    update: (scope, idOrAlias, change) => book.update(scope, idOrAlias, change),
    remove: (scope, idOrAlias) => book.remove(scope, idOrAlias),
    get: (scope, idOrAlias) => book.get(scope, idOrAlias),
    list: (scope) => book.list(scope).map(({ serviceId }) => serviceId),
    startScheduling: () => bus.start(),
  };
}
