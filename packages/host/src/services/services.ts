import { randomUUID } from 'node:crypto';
import type { ModuleMemory, ServiceInterface } from '@noctiluca/marine';
import type { Access } from '../access/access.js';
import { scopeText } from '../access/peer-scope.js';
import { ConvertedError } from '../errors.js';
import type { PeerScope } from '../host.js';
import type { HostMetrics } from '../metrics.js';
import type { ScopeDirectory } from '../ports/scope-directory.js';
import type { ServiceType } from '../ports/service-directory.js';
import type { Quotas } from '../quotas.js';
import type { NativeService, NativeServices } from './calls/native-service.js';
import type { ServiceCalls } from './calls/service-calls.js';
import type { ServiceDirectories } from './instances/service-directories.js';
import type { ServiceInstances } from './instances/service-instances.js';
import type { ServiceStatsView } from './instances/service-stats.js';
import type { BlueprintRepository } from './modules/blueprint-repository.js';
import type { ModuleRepository } from './modules/module-repository.js';
import { filesId, type ServiceRecord } from './registry/records.js';
import type { ServiceRegistry } from './registry/service-registry.js';

export interface NewService {
  readonly scope: PeerScope;
  readonly blueprintId: string;
  /** Peer the service belongs to: it is told to the service, and may remove it. */
  readonly ownerId: string;
  /** Given in the same transaction, away from a service that has it; the caller's right to it was checked. @default none */
  readonly alias?: string;
}

/** What takes the place of a service. */
export interface Successor {
  readonly blueprintId: string;
  /** Whether it has the files the former service kept; else it begins without. */
  readonly keepFiles: boolean;
}

/** A service of a kind that is written in TypeScript. */
export interface NewNativeService {
  readonly scope: PeerScope;
  readonly serviceType: NativeService['serviceType'];
  readonly ownerId: string;
  /** Given in the same transaction, away from a service that has it; the caller's right to it was checked. */
  readonly alias?: string;
  /** Writes the first state. Runs inside the transaction that records the service, so it must not wait. */
  readonly initialise?: (record: ServiceRecord) => void;
}

export interface ServicesComponents {
  readonly access: Access;
  readonly registry: ServiceRegistry;
  readonly modules: ModuleRepository;
  readonly blueprints: BlueprintRepository;
  readonly instances: ServiceInstances;
  readonly natives: NativeServices;
  readonly calls: ServiceCalls;
  readonly scopes: ScopeDirectory;
  /** Undefined: services have no files. */
  readonly directories: ServiceDirectories | undefined;
  readonly quotas: Quotas;
  readonly metrics: HostMetrics;
}

/**
 * Modules, blueprints, services and aliases of a peer: what the built-ins and the deployer work with. Methods that name
 * a caller check its rights; the host's own peer id has them all on the host scope.
 */
export class Services {
  readonly modules: ModuleRepository;
  readonly blueprints: BlueprintRepository;
  /** Calls made by the node itself. */
  readonly calls: ServiceCalls;
  readonly #access: Access;
  readonly #registry: ServiceRegistry;
  readonly #instances: ServiceInstances;
  readonly #natives: NativeServices;
  readonly #scopes: ScopeDirectory;
  readonly #directories: ServiceDirectories | undefined;
  readonly #quotas: Quotas;
  readonly #metrics: HostMetrics;

  constructor(components: ServicesComponents) {
    const { access, registry, modules, blueprints, instances, natives, calls, metrics } = components;
    this.#natives = natives;
    this.#scopes = components.scopes;
    this.#directories = components.directories;
    this.#quotas = components.quotas;
    this.modules = modules;
    this.blueprints = blueprints;
    this.calls = calls;
    this.#access = access;
    this.#registry = registry;
    this.#instances = instances;
    this.#metrics = metrics;
  }

  /**
   * Starts a service, then records it: one that does not start leaves nothing behind.
   * @returns its id
   * @throws HostError `NOT_FOUND` (blueprint, module), `LIMIT`, `FORBIDDEN` (effector rules); MarineError (does not link
   * or start)
   */
  async create({ scope, blueprintId, ownerId, alias }: NewService): Promise<string> {
    const startedAt = performance.now();
    const record = newRecord(scope, { serviceType: 'service', blueprintId, ownerId });
    try {
      const { dependencies } = this.blueprints.get(blueprintId);
      this.#requireRoom(scope);
      await this.#instances.get(record);
      await this.#registry.transaction(() => {
        this.blueprints.get(blueprintId);
        this.#requireRoom(scope);
        this.#registry.insert(scope, record);
        if (alias !== undefined) this.#registry.alias(scope, alias, record.serviceId, true);
      });
      this.#metrics.modules.observe({ service_type: 'service' }, dependencies.length);
    } catch (error) {
      this.#metrics.creationFailures.inc({ service_type: 'service' });
      await this.#end(record);
      throw error;
    }
    this.#created(record, startedAt);
    return record.serviceId;
  }

  /**
   * Puts a new service in the place of one: it has its owner and aliases, and its files if so wanted. A crash leaves the one
   * or the other, whole; so does a successor that does not start. Calls under way are waited for, further ones wait and
   * go to the new service.
   * @returns its id
   * @throws HostError `NOT_FOUND` (service, blueprint, module), `FORBIDDEN`, `IN_USE` (it is being replaced already);
   * MarineError (does not link or start)
   */
  async replace(
    scope: PeerScope,
    idOrAlias: string,
    { blueprintId, keepFiles }: Successor,
    callerPeerId: string,
  ): Promise<string> {
    const startedAt = performance.now();
    const former = this.#registry.require(scope, idOrAlias);
    this.#access.requireReplacement(scope, former, callerPeerId);
    this.blueprints.get(blueprintId);
    const { serviceType, ownerId, aliases } = former;
    const fresh = newRecord(scope, { serviceType, blueprintId, ownerId });
    const record: ServiceRecord = { ...fresh, aliases, ...(keepFiles ? { filesOf: filesId(former) } : {}) };
    const exchange = () =>
      this.#registry.transaction(() => {
        this.blueprints.get(blueprintId);
        const { aliases: moving } = this.#registry.require(scope, former.serviceId);
        this.#registry.erase(scope, former.serviceId);
        this.#registry.insert(scope, { ...record, aliases: [] });
        for (const alias of moving) this.#registry.alias(scope, alias, record.serviceId, true);
      });
    try {
      await this.#instances.handOver(former, record, exchange);
    } catch (error) {
      this.#metrics.creationFailures.inc({ service_type: serviceType });
      await this.#directories?.remove(record, keepFiles);
      throw error;
    }
    await this.#directories?.remove(former, keepFiles);
    this.#created(record, startedAt);
    this.#removed(former, startedAt);
    return record.serviceId;
  }

  /** Ends a service and starts it anew, with what modules may run now. @throws HostError `NOT_FOUND`; MarineError */
  async restart(scope: PeerScope, idOrAlias: string): Promise<void> {
    const record = this.#registry.require(scope, idOrAlias);
    await this.#instances.handOver(record, record, async () => {});
  }

  /**
   * Records a native service with its alias and first state: all of it in one transaction.
   * @throws HostError `INVALID` (alias), `LIMIT`, `NOT_FOUND` (the worker is gone), and what `initialise` throws
   */
  async createNative(service: NewNativeService): Promise<ServiceRecord> {
    const startedAt = performance.now();
    const { scope, serviceType, ownerId, alias, initialise } = service;
    const blueprintId = this.#natives.of({ serviceType })?.blueprint.id;
    if (blueprintId === undefined) {
      throw new ConvertedError('UNSUPPORTED', `This peer has no services of type '${serviceType}'`);
    }
    const record = newRecord(scope, { serviceType, blueprintId, ownerId });
    try {
      await this.#registry.transaction(() => {
        this.#requireRoom(scope);
        this.#registry.insert(scope, record);
        initialise?.(record);
        if (alias !== undefined) this.#registry.alias(scope, alias, record.serviceId, true);
      });
    } catch (error) {
      this.#metrics.creationFailures.inc({ service_type: serviceType });
      throw error;
    }
    this.#created(record, startedAt);
    return this.#registry.require(scope, record.serviceId);
  }

  /**
   * Removes a service with its aliases (spec/nox.md §4.6).
   * @param expected what the caller takes it for: spells are removed as spells only
   * @throws HostError `NOT_FOUND`, `FORBIDDEN`
   */
  async remove(
    scope: PeerScope,
    idOrAlias: string,
    callerPeerId: string,
    expected: ServiceType = 'service',
  ): Promise<void> {
    const startedAt = performance.now();
    const record = this.#registry.require(scope, idOrAlias);
    this.#access.requireRemoval(scope, record, callerPeerId, expected);
    const removed = await this.#registry.transaction(() => this.#eraseWithin(scope, record.serviceId));
    await this.#end(record);
    if (removed !== undefined) this.#removed(removed, startedAt);
  }

  /**
   * Removes every service of a scope, within a transaction of the caller.
   * @returns what to run once the transaction is durable: ends the services and removes their files
   */
  eraseAllWithin(scope: PeerScope): () => Promise<void> {
    const startedAt = performance.now();
    const records = this.#registry.list(scope);
    for (const { serviceId } of records) this.#eraseWithin(scope, serviceId);
    return async () => {
      await Promise.all(records.map((record) => this.#end(record)));
      for (const record of records) this.#removed(record, startedAt);
    };
  }

  /** Removes the record, the aliases and a native service's state, within a transaction. */
  #eraseWithin(scope: PeerScope, serviceId: string): ServiceRecord | undefined {
    const record = this.#registry.erase(scope, serviceId);
    if (record !== undefined) this.#natives.forget(record);
    return record;
  }

  /**
   * Points an alias to a service, also away from another one (spec/nox.md §4.5).
   * @throws HostError `FORBIDDEN`, `INVALID` (reserved, an id, no name), `NOT_FOUND`
   */
  async addAlias(scope: PeerScope, alias: string, idOrAlias: string, callerPeerId: string): Promise<void> {
    this.#access.requireAliasing(scope, callerPeerId);
    const mayReserve = this.#access.mayReserveAlias(scope, callerPeerId);
    await this.#registry.transaction(() => this.#registry.alias(scope, alias, idOrAlias, mayReserve));
  }

  /** Services of one scope. */
  list(scope: PeerScope): ServiceRecord[] {
    return this.#registry.list(scope);
  }

  /** By id or alias. @throws HostError `NOT_FOUND` */
  info(scope: PeerScope, idOrAlias: string): ServiceRecord {
    return this.#registry.require(scope, idOrAlias);
  }

  /** By id or alias; undefined when there is none. */
  resolve(scope: PeerScope, idOrAlias: string): ServiceRecord | undefined {
    return this.#registry.resolve(scope, idOrAlias);
  }

  /** By alias only. */
  resolveAlias(scope: PeerScope, alias: string): ServiceRecord | undefined {
    return this.#registry.resolveAlias(scope, alias);
  }

  /** Interface of the facade module; the service need not be up. @throws HostError `NOT_FOUND` */
  async interfaceOf(scope: PeerScope, idOrAlias: string): Promise<ServiceInterface> {
    const record = this.info(scope, idOrAlias);
    const native = this.#natives.of(record);
    if (native !== undefined) return native.interface;
    const { blueprintId } = record;
    const facade = this.blueprints.get(blueprintId).dependencies.at(-1);
    if (facade !== undefined) return this.modules.interfaceOf(facade);
    throw new ConvertedError('BROKEN_STATE', `Blueprint '${blueprintId}' has no modules`);
  }

  /** Memory of each module, none for a native service; starts a service that is not up. @throws HostError `NOT_FOUND`; MarineError */
  async memory(scope: PeerScope, idOrAlias: string): Promise<ModuleMemory[]> {
    const record = this.info(scope, idOrAlias);
    if (this.#natives.of(record) !== undefined) return [];
    const instance = await this.#instances.get(record);
    return instance.memory();
  }

  /** Statistics since the service was last instantiated; undefined when there are none, also for an unknown service. */
  async stats(scope: PeerScope, idOrAlias: string): Promise<ServiceStatsView | undefined> {
    const record = this.resolve(scope, idOrAlias);
    const instance = record === undefined ? undefined : await this.#instances.peek(record.serviceId);
    return instance?.stats();
  }

  /** Ends what a service that exists no more has left. */
  async #end(record: ServiceRecord): Promise<void> {
    await this.#instances.drop(record.serviceId);
    await this.#directories?.remove(record);
  }

  #created({ serviceType }: ServiceRecord, startedAt: number): void {
    const labels = { service_type: serviceType };
    this.#metrics.creations.inc(labels);
    this.#metrics.count.inc(labels);
    this.#metrics.creationTime.observe(labels, performance.now() - startedAt);
  }

  #removed({ serviceType }: ServiceRecord, startedAt: number): void {
    const labels = { service_type: serviceType };
    this.#metrics.removals.inc(labels);
    this.#metrics.count.dec(labels);
    this.#metrics.removalTime.observe(labels, performance.now() - startedAt);
  }

  #requireRoom(scope: PeerScope): void {
    if (!this.#scopes.isThere(scope))
      throw new ConvertedError('NOT_FOUND', `Worker ${scopeText(scope)} not found`);
    const { servicesPerScope: bound } = this.#quotas.values;
    if (this.#registry.count(scope) < bound) return;
    const reason = `Cannot create a service on ${scopeText(scope)}: it has ${bound}, as many as it may; remove one first`;
    throw this.#quotas.reached('services_per_scope', reason);
  }
}

function newRecord(
  scope: PeerScope,
  facts: Pick<ServiceRecord, 'serviceType' | 'blueprintId' | 'ownerId'>,
): ServiceRecord {
  const workerId = scope.kind === 'worker' ? scope.workerId : '';
  return { serviceId: randomUUID(), ...facts, workerId, aliases: [] };
}
