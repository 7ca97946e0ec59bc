import { randomUUID } from 'node:crypto';
import type { ModuleMemory, ServiceInterface } from '@noctiluca/marine';
import type { Access } from '../access.js';
import { HostError } from '../errors.js';
import type { PeerScope } from '../host.js';
import type { HostMetrics } from '../metrics.js';
import { scopeText } from '../peer-scope.js';
import type { Quotas } from '../quotas.js';
import type { BlueprintRepository } from './blueprint-repository.js';
import type { ModuleRepository } from './module-repository.js';
import type { ServiceRecord, ServiceType } from './records.js';
import type { ServiceCalls } from './service-calls.js';
import type { ServiceDirectories } from './service-directories.js';
import type { ServiceInstances } from './service-instances.js';
import type { ServiceRegistry } from './service-registry.js';
import type { ServiceStatsView } from './service-stats.js';

export interface NewService {
  readonly scope: PeerScope;
  readonly blueprintId: string;
  /** Peer the service belongs to: it is told to the service, and may remove it. */
  readonly ownerId: string;
  /** @default 'service' */
  readonly serviceType?: ServiceType;
}

export interface ServicesComponents {
  readonly access: Access;
  readonly registry: ServiceRegistry;
  readonly modules: ModuleRepository;
  readonly blueprints: BlueprintRepository;
  readonly instances: ServiceInstances;
  readonly calls: ServiceCalls;
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
  readonly #directories: ServiceDirectories | undefined;
  readonly #quotas: Quotas;
  readonly #metrics: HostMetrics;

  constructor(components: ServicesComponents) {
    const { access, registry, modules, blueprints, instances, calls, metrics } = components;
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
  async create({ scope, blueprintId, ownerId, serviceType = 'service' }: NewService): Promise<string> {
    const startedAt = performance.now();
    const record: ServiceRecord = {
      serviceId: randomUUID(),
      serviceType,
      blueprintId,
      ownerId,
      workerId: scope.kind === 'worker' ? scope.workerId : '',
      aliases: [],
    };
    const labels = { service_type: serviceType };
    try {
      const { dependencies } = this.blueprints.get(blueprintId);
      this.#requireRoom(scope);
      await this.#instances.get(record);
      await this.#registry.add(scope, record, () => {
        this.blueprints.get(blueprintId);
        this.#requireRoom(scope);
      });
      this.#metrics.modules.observe(labels, dependencies.length);
    } catch (error) {
      this.#metrics.creationFailures.inc(labels);
      await this.#end(record.serviceId);
      throw error;
    }
    this.#metrics.creations.inc(labels);
    this.#metrics.count.inc(labels);
    this.#metrics.creationTime.observe(labels, performance.now() - startedAt);
    return record.serviceId;
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
    const removed = await this.#registry.remove(scope, record.serviceId);
    await this.#end(record.serviceId);
    if (!removed) return;
    const labels = { service_type: record.serviceType };
    this.#metrics.removals.inc(labels);
    this.#metrics.count.dec(labels);
    this.#metrics.removalTime.observe(labels, performance.now() - startedAt);
  }

  /**
   * Points an alias to a service, also away from another one (spec/nox.md §4.5).
   * @throws HostError `FORBIDDEN`, `INVALID` (reserved, an id, no name), `NOT_FOUND`
   */
  async addAlias(scope: PeerScope, alias: string, idOrAlias: string, callerPeerId: string): Promise<void> {
    this.#access.requireAliasing(scope, callerPeerId);
    const mayReserve = this.#access.isHostOrManagement(callerPeerId);
    await this.#registry.addAlias(scope, alias, idOrAlias, mayReserve);
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
  interfaceOf(scope: PeerScope, idOrAlias: string): Promise<ServiceInterface> {
    const { blueprintId } = this.info(scope, idOrAlias);
    const facade = this.blueprints.get(blueprintId).dependencies.at(-1);
    if (facade !== undefined) return this.modules.interfaceOf(facade);
    throw new HostError('BROKEN_STATE', `Blueprint '${blueprintId}' has no modules`);
  }

  /** Memory of each module; starts a service that is not up. @throws HostError `NOT_FOUND`; MarineError */
  async memory(scope: PeerScope, idOrAlias: string): Promise<ModuleMemory[]> {
    const instance = await this.#instances.get(this.info(scope, idOrAlias));
    return instance.memory();
  }

  /** Statistics since the service was last instantiated; undefined when there are none, also for an unknown service. */
  async stats(scope: PeerScope, idOrAlias: string): Promise<ServiceStatsView | undefined> {
    const record = this.resolve(scope, idOrAlias);
    const instance = record === undefined ? undefined : await this.#instances.peek(record.serviceId);
    return instance?.stats();
  }

  /** Ends what a service that exists no more has left. */
  async #end(serviceId: string): Promise<void> {
    await this.#instances.drop(serviceId);
    await this.#directories?.remove(serviceId);
  }

  #requireRoom(scope: PeerScope): void {
    const { servicesPerScope: bound } = this.#quotas.values;
    if (this.#registry.list(scope).length < bound) return;
    const reason = `Cannot create a service on ${scopeText(scope)}: it has ${bound}, as many as it may; remove one first`;
    throw this.#quotas.reached('services_per_scope', reason);
  }
}
