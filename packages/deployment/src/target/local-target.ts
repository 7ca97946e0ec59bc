import { HOST_SCOPE, type ServiceRecord, type Services } from '@noctiluca/host';
import { type JsonValue, parseJson } from '@noctiluca/marine';
import type { Store, StoreTable } from '@noctiluca/store';
import type { DesiredService, DesiredSpell } from '../desired.js';
import { textDigest } from '../digest.js';
import { DeploymentError } from '../errors.js';
import type { ItemKind, PackageRecord } from '../journal.js';
import type { Observed, ObservedItem } from '../observed.js';
import type { SpellsPort } from '../spells-port.js';
import type { DeployTarget, SpellUpdate } from './target.js';

export interface LocalTargetInit {
  readonly hostPeerId: string;
  /** Of this start of the peer. */
  readonly life: string;
  /** Milliseconds a call of a service may take. */
  readonly callTimeoutMs: number;
}

export interface LocalTargetComponents {
  readonly services: Services;
  readonly spells: SpellsPort;
  readonly store: Store;
}

/** Particle id of the calls the deployer makes (spec/nox.md §6.2). */
const PARTICLE_ID = 'system-services-deployment';

/** The peer of this process. Everything it makes belongs to the host. */
export class LocalTarget implements DeployTarget {
  readonly peerId: string;
  readonly #init: LocalTargetInit;
  readonly #services: Services;
  readonly #spells: SpellsPort;
  readonly #store: Store;
  readonly #journal: StoreTable<PackageRecord>;
  /** Adding and discarding of modules, one at a time. */
  #modulesSettled: Promise<unknown> = Promise.resolve();

  constructor(init: LocalTargetInit, { services, spells, store }: LocalTargetComponents) {
    this.#init = init;
    this.peerId = init.hostPeerId;
    this.#services = services;
    this.#spells = spells;
    this.#store = store;
    this.#journal = store.table<PackageRecord>('system-services');
  }

  async observe(aliases: readonly string[]): Promise<Observed> {
    const journal = Object.fromEntries(this.#journal.entries());
    const known = Object.values(journal).flatMap(({ items }) => [
      ...Object.keys(items),
      ...Object.values(items).map(({ id }) => id),
    ]);
    const found = new Map<string, ServiceRecord>();
    for (const name of [...aliases, ...known]) {
      const record = name === '' ? undefined : this.#services.resolve(HOST_SCOPE, name);
      if (record !== undefined) found.set(record.serviceId, record);
    }
    const items = [...found.values()].map((record) => this.#observed(record));
    return { peerId: this.peerId, life: this.#init.life, items, journal };
  }

  #observed({ serviceId, serviceType, blueprintId, ownerId, aliases }: ServiceRecord): ObservedItem {
    const base = { id: serviceId, kind: serviceType, blueprintId, ownerId, aliases };
    if (serviceType === 'service') return { ...base, binaries: this.#binariesOf(blueprintId) };
    const facts = this.#spells.get(HOST_SCOPE, serviceId);
    if (facts === undefined) return base;
    const { script, triggerConfig } = facts;
    return { ...base, spell: { scriptDigest: textDigest(script), triggerConfig } };
  }

  #binariesOf(blueprintId: string): NonNullable<ObservedItem['binaries']> {
    const { blueprints, modules } = this.#services;
    const found = blueprints.list().find(({ id }) => id === blueprintId);
    const records = (found?.blueprint.dependencies ?? []).flatMap((cid) => modules.get(cid) ?? []);
    return Object.fromEntries(records.map(({ name, mountedBinaries }) => [name, mountedBinaries]));
  }

  async record(name: string, record: PackageRecord | undefined): Promise<void> {
    await this.#store.transaction(() => {
      if (record === undefined) this.#journal.remove(name);
      else this.#journal.put(name, record);
    });
  }

  async installService(service: DesiredService): Promise<string> {
    const blueprintId = await this.#addBlueprint(service);
    const { alias } = service;
    return this.#services.create({ scope: HOST_SCOPE, blueprintId, ownerId: this.peerId, alias });
  }

  async replaceService(id: string, service: DesiredService, keepState: boolean): Promise<string> {
    const blueprintId = await this.#addBlueprint(service);
    const former = this.#services.info(HOST_SCOPE, id).blueprintId;
    const successor = { blueprintId, keepFiles: keepState };
    const next = await this.#services.replace(HOST_SCOPE, id, successor, this.peerId);
    await this.#discard(former);
    return next;
  }

  async configureService(id: string, service: DesiredService): Promise<void> {
    for (const { name, load } of service.modules) await this.#services.modules.add(name, await load());
    await this.#services.restart(HOST_SCOPE, id);
  }

  installSpell({ alias, script, triggerConfig, kv }: DesiredSpell): Promise<string> {
    const data = valuesOf(kv);
    return this.#spells.install({
      scope: HOST_SCOPE,
      script,
      data,
      triggerConfig,
      alias,
      ownerId: this.peerId,
    });
  }

  async updateSpell(id: string, { kv, ...change }: SpellUpdate): Promise<void> {
    await this.#spells.update(HOST_SCOPE, id, {
      ...change,
      ...(kv === undefined ? {} : { data: valuesOf(kv) }),
    });
  }

  async remove(kind: ItemKind, id: string): Promise<void> {
    const record = this.#services.resolve(HOST_SCOPE, id);
    if (record === undefined) return;
    if (kind === 'spell') {
      await this.#spells.remove(HOST_SCOPE, id);
      return;
    }
    await this.#services.remove(HOST_SCOPE, id, this.peerId);
    await this.#discard(record.blueprintId);
  }

  async call(alias: string, functionName: string, args: readonly JsonValue[]): Promise<JsonValue> {
    const json = await this.#services.calls.callAsHost(HOST_SCOPE, alias, {
      functionName,
      args,
      initPeerId: this.peerId,
      particleId: PARTICLE_ID,
      ttlMs: this.#init.callTimeoutMs,
    });
    return parseJson(json);
  }

  /** Adds what the peer lacks. @returns the blueprint's id */
  #addBlueprint(service: DesiredService): Promise<string> {
    return this.#inTurn(() => this.#add(service));
  }

  /** Removes a blueprint and its modules as far as nothing else uses them (spec/nox.md §9.2 no. 19). */
  #discard(blueprintId: string): Promise<void> {
    return this.#inTurn(async () => {
      const { blueprints, modules } = this.#services;
      const found = blueprints.list().find(({ id }) => id === blueprintId);
      if (found === undefined) return;
      try {
        await blueprints.remove(blueprintId);
        for (const cid of new Set(found.blueprint.dependencies)) await modules.remove(cid).catch(unlessInUse);
      } catch (error) {
        unlessInUse(error);
      }
    });
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#modulesSettled.then(task, task);
    // Whoever asked for it is told.
    this.#modulesSettled = result.catch(() => {});
    return result;
  }

  async #add({ alias, blueprintId, modules }: DesiredService): Promise<string> {
    for (const module of modules) {
      const known = this.#services.modules.get(module.cid);
      if (known?.name === module.name) continue;
      const cid = await this.#services.modules.add(module.name, await module.load());
      if (cid !== module.cid) throw corrupt(`${module.name} is ${cid}, not ${module.cid}`);
    }
    const dependencies = modules.map(({ cid }) => cid);
    const id = await this.#services.blueprints.add({ name: alias, dependencies });
    if (id !== blueprintId) throw corrupt(`blueprint ${alias} is ${id}, not ${blueprintId}`);
    return id;
  }
}

function valuesOf(kv: Readonly<Record<string, string>>): { [key: string]: JsonValue } {
  return Object.fromEntries(Object.entries(kv).map(([key, json]) => [key, parseJson(json)]));
}

/** What something else uses, or is gone already, is left alone. */
function unlessInUse(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'IN_USE' && code !== 'NOT_FOUND') throw error;
}

function corrupt(what: string): DeploymentError {
  return new DeploymentError('ASSET_CORRUPT', `A module is not what it was built as: ${what}`);
}
