import {
  type BuiltinService,
  HOST_SCOPE,
  type NativeService,
  type PeerScope,
  type WorkerEvent,
} from '@noctiluca/host';
import type { Logger } from '@noctiluca/lifecycle';
import type { TriggerBus } from './bus/trigger-bus.js';
import type { SpellClock } from './clock.js';
import type { SpellsComponents } from './init.js';
import type { SpellManager } from './spell-manager.js';
import type { SpellRunQueue } from './spell-run-queue.js';
import type { SpellSchedules } from './spell-schedules.js';
import type { NewSpell, SpellChange, Spells, SpellView } from './spells.js';

export interface PeerSpellsComponents
  extends Pick<SpellsComponents, 'store' | 'host' | 'aquamarine' | 'connections' | 'blocks'> {
  readonly clock: SpellClock;
  readonly logger: Logger;
  readonly service: NativeService;
  readonly builtins: readonly BuiltinService[];
  readonly manager: SpellManager;
  readonly schedules: SpellSchedules;
  readonly bus: TriggerBus;
  readonly queue: SpellRunQueue;
}

/** The spells of a peer, as its other parts see them. */
export class PeerSpells implements Spells {
  readonly name = 'spells';
  readonly service: NativeService;
  readonly builtins: readonly BuiltinService[];
  readonly #components: PeerSpellsComponents;
  #unsubscribe: (() => void)[] = [];

  constructor(components: PeerSpellsComponents) {
    this.service = components.service;
    this.builtins = components.builtins;
    this.#components = components;
  }

  get dependsOn(): readonly string[] {
    const { store, host, aquamarine, clock } = this.#components;
    const parts = [store.name, host.name, aquamarine.name];
    return clock.name === undefined ? parts : [...parts, clock.name];
  }

  async start(): Promise<void> {
    const { host, schedules, bus, connections, blocks, logger } = this.#components;
    const { workers } = host;
    schedules.restoreAll(HOST_SCOPE);
    for (const { workerId } of workers.list()) schedules.restoreAll({ kind: 'worker', workerId });
    this.#unsubscribe = [
      workers.subscribe((event) => this.#onWorker(event)),
      connections((event) => bus.connection(event)),
      ...(blocks === undefined ? [] : [blocks((event) => bus.block(event))]),
    ];
    logger.info({ scheduled: bus.size }, 'Spells restored');
  }

  async stop(): Promise<void> {
    for (const end of this.#unsubscribe.splice(0)) end();
    this.#components.bus.stop();
    this.#components.queue.stop();
  }

  describe(): Record<string, unknown> {
    const { bus, queue, schedules } = this.#components;
    return {
      scheduled: bus.size,
      running: queue.running,
      waiting: queue.waiting,
      lateMs: Math.round(Math.max(queue.oldestWaitMs, bus.overdueMs)),
      spellsNotRestored: schedules.notRestored,
    };
  }

  install(spell: NewSpell): Promise<string> {
    return this.#components.manager.install(spell);
  }

  update(scope: PeerScope, idOrAlias: string, change: SpellChange): Promise<void> {
    return this.#components.manager.update(scope, idOrAlias, change);
  }

  remove(scope: PeerScope, idOrAlias: string): Promise<void> {
    return this.#components.manager.remove(scope, idOrAlias);
  }

  get(scope: PeerScope, idOrAlias: string): SpellView | undefined {
    return this.#components.manager.get(scope, idOrAlias);
  }

  list(scope: PeerScope): string[] {
    return this.#components.manager.list(scope).map(({ serviceId }) => serviceId);
  }

  startScheduling(): void {
    this.#components.bus.start();
  }

  #onWorker({ kind, worker: { workerId } }: WorkerEvent): void {
    const { bus, schedules } = this.#components;
    const scope = { kind: 'worker', workerId } as const;
    if (kind === 'deactivated' || kind === 'removed') bus.unsubscribeAll(scope);
    if (kind === 'activated') schedules.restoreAll(scope);
  }
}
