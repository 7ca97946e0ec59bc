import { hasCode, messageOf } from '@noctiluca/common/thrown';
import type { PeerScope, ServiceRecord } from '@noctiluca/host';
import { newSchedule } from './bus/clock-plan.js';
import type { TriggerBus } from './bus/trigger-bus.js';
import type { SpellClock } from './clock.js';
import { ConvertedSpellError, SpellError } from './errors.js';
import { fieldTexts } from './json.js';
import { peerIdOf, type SpellHost } from './spell-host.js';
import type { NewSpell, SpellChange, SpellView } from './spells.js';
import type { SpellStorage } from './storage/spell-storage.js';
import { checkTriggerConfig, type TriggerConfig } from './trigger-config.js';

export interface SpellManagerComponents {
  readonly storage: SpellStorage;
  readonly host: SpellHost;
  readonly bus: TriggerBus;
  readonly clock: SpellClock;
  readonly isRunning: (spellId: string) => boolean;
}

/** Installs, changes and removes spells, each in one transaction, and keeps their triggers in step (spec/nox.md §5.4). */
export class SpellManager {
  readonly #components: SpellManagerComponents;

  constructor(components: SpellManagerComponents) {
    this.#components = components;
  }

  async install({ scope, script, data, triggerConfig, alias, ownerId }: NewSpell): Promise<string> {
    const { storage, host, clock } = this.#components;
    checkTriggerConfig(triggerConfig, clock.nowMs());
    const fields = fieldTexts(data);
    let spellId = '';
    try {
      const record = await host.services.createNative({
        scope,
        serviceType: 'spell',
        ownerId: ownerId ?? peerIdOf(host, scope),
        ...(alias === undefined ? {} : { alias }),
        initialise({ serviceId }) {
          storage.create(serviceId, script, triggerConfig, newSchedule(triggerConfig, clock.nowMs()));
          for (const [key, text] of fields) storage.values.set(serviceId, key, text);
          spellId = serviceId;
        },
      });
      this.schedule(record);
      return spellId;
    } catch (error) {
      throw alias !== undefined && isAboutAlias(error) ? aliasError(alias, spellId, error) : error;
    }
  }

  async update(scope: PeerScope, idOrAlias: string, change: SpellChange): Promise<void> {
    const { storage, clock } = this.#components;
    const { script, triggerConfig, data } = change;
    const record = this.require(scope, idOrAlias, 'set_script');
    const { serviceId: spellId } = record;
    if (triggerConfig !== undefined) checkTriggerConfig(triggerConfig, clock.nowMs());
    const fields = data === undefined ? [] : fieldTexts(data);
    await storage.transaction(() => {
      if (script !== undefined) storage.setScript(spellId, script);
      if (triggerConfig !== undefined) this.#putTriggers(spellId, triggerConfig);
      for (const key of change.forget ?? []) storage.values.remove(spellId, key);
      const strings = Object.entries(change.strings ?? {});
      for (const [key, text] of [...fields, ...strings]) storage.values.set(spellId, key, text);
      for (const [key, text] of Object.entries(change.push ?? {}))
        storage.values.pushAnyway(spellId, key, text);
      const timestamp = Math.floor(clock.nowMs() / 1000);
      for (const message of change.log ?? []) storage.logs.push(spellId, { timestamp, message });
      storage.bumpVersion(spellId);
    });
    if (triggerConfig !== undefined) this.schedule(record);
  }

  async setTriggers(scope: PeerScope, idOrAlias: string, triggerConfig: TriggerConfig): Promise<void> {
    const { storage, clock } = this.#components;
    const record = this.require(scope, idOrAlias, 'set_trigger_config');
    checkTriggerConfig(triggerConfig, clock.nowMs());
    await storage.transaction(() => this.#putTriggers(record.serviceId, triggerConfig));
    this.schedule(record);
  }

  /** The caller's right to it was checked. */
  async remove(scope: PeerScope, idOrAlias: string): Promise<void> {
    const { host, bus } = this.#components;
    const record = host.services.resolve(scope, idOrAlias);
    await host.services.remove(scope, idOrAlias, peerIdOf(host, scope), 'spell');
    if (record !== undefined) bus.unsubscribe(record.serviceId);
  }

  get(scope: PeerScope, idOrAlias: string): SpellView | undefined {
    const { storage, bus, isRunning } = this.#components;
    const spellId = this.#find(scope, idOrAlias)?.serviceId;
    const stored = spellId === undefined ? undefined : storage.get(spellId);
    if (spellId === undefined || stored === undefined) return undefined;
    return {
      spellId,
      ...stored,
      // Much to read for a list.
      get script() {
        return storage.script(spellId) ?? '';
      },
      nextRunMs: bus.nextRunMs(spellId),
      lastRunMs: storage.schedule(spellId)?.lastRunMs,
      runs: storage.runs(spellId),
      isRunning: isRunning(spellId),
      value(key) {
        const value = storage.values.get(spellId, key);
        return typeof value === 'string' ? value : undefined;
      },
      values: () => storage.values.all(spellId),
      list: (key) => storage.values.list(spellId, key),
      logs: () => storage.logs.list(spellId),
      errors: () => storage.errors.all(spellId),
      lastError: () => storage.errors.last(spellId),
    };
  }

  list(scope: PeerScope): ServiceRecord[] {
    return this.#components.host.services.list(scope).filter(({ serviceType }) => serviceType === 'spell');
  }

  /** @param functionName what of it is wanted, for the text @throws SpellError `NOT_FOUND` */
  require(scope: PeerScope, idOrAlias: string, functionName: string): ServiceRecord {
    const record = this.#find(scope, idOrAlias);
    if (record !== undefined) return record;
    const shown = idOrAlias.slice(0, 300);
    throw new ConvertedSpellError('NOT_FOUND', `Spell ${shown} not found (function ${functionName})`);
  }

  /**
   * Takes the stored triggers of a spell into force, unless its worker is inactive: those are kept for later.
   * @returns whether anything will trigger it
   */
  schedule({ serviceId: spellId, workerId }: ServiceRecord): boolean {
    const { storage, bus, host } = this.#components;
    if (workerId !== '' && !host.workers.isActive(workerId)) return false;
    const config = storage.get(spellId)?.triggerConfig;
    const plan = storage.schedule(spellId);
    if (config === undefined || plan === undefined) {
      throw new SpellError('NOT_FOUND', `Spell ${spellId} has no stored triggers`);
    }
    const scope: PeerScope = workerId === '' ? { kind: 'host' } : { kind: 'worker', workerId };
    return bus.subscribe({ spellId, scope }, config, plan);
  }

  #putTriggers(spellId: string, config: TriggerConfig): void {
    const { storage, clock } = this.#components;
    storage.setTriggerConfig(spellId, config, newSchedule(config, clock.nowMs()));
  }

  #find(scope: PeerScope, idOrAlias: string): ServiceRecord | undefined {
    const record = this.#components.host.services.resolve(scope, idOrAlias);
    return record?.serviceType === 'spell' ? record : undefined;
  }
}

/** Whatever else goes wrong with an installation has other codes. */
function isAboutAlias(error: unknown): boolean {
  return error instanceof Error && error.name === 'HostError' && hasCode(error, 'INVALID');
}

function aliasError(alias: string, spellId: string, error: unknown): SpellError {
  const reason = `Failed to add alias ${alias.slice(0, 300)} for spell ${spellId}: ${messageOf(error)}`;
  return new SpellError('INVALID', reason, { cause: error });
}
