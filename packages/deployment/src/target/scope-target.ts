import { codeOf } from '@noctiluca/common/thrown';
import type { PeerScope, ServiceRecord, Services } from '@noctiluca/host';
import { type JsonValue, parseJson } from '@noctiluca/marine';
import type { DesiredService, DesiredSpell } from '../desired.js';
import { textDigest } from '../digest.js';
import { DeploymentError } from '../errors.js';
import type { ItemKind, PackageRecord } from '../journal.js';
import type { Observed, ObservedItem } from '../observed.js';
import type { SpellsPort } from '../spells-port.js';
import { effective } from '../trigger.js';
import { moduleLockOf } from './module-lock.js';
import type { DeployTarget, SpellUpdate } from './target.js';

export interface ScopeTargetInit {
  /** Milliseconds a call of a service may take. */
  readonly callTimeoutMs: number;
  /** Clock, milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
}

export interface ScopeTargetComponents {
  readonly services: Services;
  readonly spells: SpellsPort;
}

/** Particle id of the calls the deployer makes (spec/nox.md §6.2). */
const PARTICLE_ID = 'system-services-deployment';

/** Services and spells of one scope of this peer. Everything it makes belongs to the scope's own peer. */
export abstract class ScopeTarget implements DeployTarget {
  protected readonly services: Services;
  protected readonly spells: SpellsPort;
  readonly #init: ScopeTargetInit;

  constructor(init: ScopeTargetInit, { services, spells }: ScopeTargetComponents) {
    this.#init = init;
    this.services = services;
    this.spells = spells;
  }

  abstract get peerId(): string;
  protected abstract get scope(): PeerScope;
  abstract observe(aliases: readonly string[]): Promise<Observed>;
  abstract record(name: string, record: PackageRecord | undefined): Promise<void>;

  /** Seconds since the epoch. */
  protected nowSec(): number {
    return Math.floor((this.#init.now ?? Date.now)() / 1000);
  }

  protected observed({ serviceId, serviceType, blueprintId, ownerId, aliases }: ServiceRecord): ObservedItem {
    const base = { id: serviceId, kind: serviceType, blueprintId, ownerId, aliases };
    if (serviceType === 'service') return { ...base, binaries: this.#binariesOf(blueprintId) };
    const facts = this.spells.get(this.scope, serviceId);
    if (facts === undefined) return base;
    const { script, triggerConfig } = facts;
    return { ...base, spell: { scriptDigest: textDigest(script), triggerConfig } };
  }

  #binariesOf(blueprintId: string): NonNullable<ObservedItem['binaries']> {
    const { blueprints, modules } = this.services;
    const records = (blueprints.find(blueprintId)?.dependencies ?? []).flatMap(
      (cid) => modules.get(cid) ?? [],
    );
    return Object.fromEntries(records.map(({ name, mountedBinaries }) => [name, mountedBinaries]));
  }

  installService(service: DesiredService): Promise<string> {
    const { scope, peerId: ownerId } = this;
    return moduleLockOf(this.services).share(async () => {
      const blueprintId = await this.#add(service);
      return this.services.create({ scope, blueprintId, ownerId, alias: service.alias });
    });
  }

  async replaceService(id: string, service: DesiredService, keepState: boolean): Promise<string> {
    const { scope, peerId } = this;
    const former = this.services.info(scope, id).blueprintId;
    const next = await moduleLockOf(this.services).share(async () => {
      const blueprintId = await this.#add(service);
      return this.services.replace(scope, id, { blueprintId, keepFiles: keepState }, peerId);
    });
    await this.discard(former);
    return next;
  }

  async configureService(id: string, service: DesiredService): Promise<void> {
    for (const { name, load } of service.modules) await this.services.modules.add(name, await load());
    await this.services.restart(this.scope, id);
  }

  installSpell({ alias, script, triggerConfig, kv }: DesiredSpell): Promise<string> {
    const { scope, peerId: ownerId } = this;
    const config = effective(triggerConfig, this.nowSec());
    return this.spells.install({ scope, script, data: valuesOf(kv), triggerConfig: config, alias, ownerId });
  }

  async updateSpell(id: string, { kv, triggerConfig, ...change }: SpellUpdate): Promise<void> {
    await this.spells.update(this.scope, id, {
      ...change,
      ...(triggerConfig === undefined ? {} : { triggerConfig: effective(triggerConfig, this.nowSec()) }),
      ...(kv === undefined ? {} : { data: valuesOf(kv) }),
    });
  }

  async remove(kind: ItemKind, id: string): Promise<void> {
    const { scope, peerId } = this;
    const record = this.services.resolve(scope, id);
    if (record === undefined) return;
    if (kind === 'spell') {
      await this.spells.remove(scope, id);
      return;
    }
    await this.services.remove(scope, id, peerId);
    await this.discard(record.blueprintId);
  }

  async call(alias: string, functionName: string, args: readonly JsonValue[]): Promise<JsonValue> {
    const json = await this.services.calls.callAsHost(this.scope, alias, {
      functionName,
      args,
      initPeerId: this.peerId,
      particleId: PARTICLE_ID,
      ttlMs: this.#init.callTimeoutMs,
    });
    return parseJson(json);
  }

  /** Removes a blueprint and its modules as far as nothing else uses them (spec/nox.md §9.2 no. 19). */
  protected discard(blueprintId: string): Promise<void> {
    const { blueprints, modules } = this.services;
    return moduleLockOf(this.services).alone(async () => {
      const blueprint = blueprints.find(blueprintId);
      if (blueprint === undefined) return;
      try {
        await blueprints.remove(blueprintId);
        for (const cid of new Set(blueprint.dependencies)) await modules.remove(cid).catch(unlessInUse);
      } catch (error) {
        unlessInUse(error);
      }
    });
  }

  /** Adds what the peer lacks. @returns the blueprint's id */
  async #add({ alias, blueprintId, modules }: DesiredService): Promise<string> {
    for (const module of modules) {
      const known = this.services.modules.get(module.cid);
      if (known?.name === module.name) continue;
      const cid = await this.services.modules.add(module.name, await module.load());
      if (cid !== module.cid) throw corrupt(`${module.name} is ${cid}, not ${module.cid}`);
    }
    const dependencies = modules.map(({ cid }) => cid);
    const id = await this.services.blueprints.add({ name: alias, dependencies });
    if (id !== blueprintId) throw corrupt(`blueprint ${alias} is ${id}, not ${blueprintId}`);
    return id;
  }
}

function valuesOf(kv: Readonly<Record<string, string>>): { [key: string]: JsonValue } {
  return Object.fromEntries(Object.entries(kv).map(([key, json]) => [key, parseJson(json)]));
}

/** What something else uses, or is gone already, is left alone. */
function unlessInUse(error: unknown): void {
  const code = codeOf(error);
  if (code !== 'IN_USE' && code !== 'NOT_FOUND') throw error;
}

function corrupt(what: string): DeploymentError {
  return new DeploymentError('ASSET_CORRUPT', `A module is not what it was built as: ${what}`);
}
