import type { ModuleMemory, ServiceInterface } from '@noctiluca/marine';
import type { Access } from '../access/access.js';
import { ConvertedError } from '../errors.js';
import type { PeerScope } from '../host.js';
import type { HostMetrics } from '../metrics.js';
import type { ServiceType } from '../ports/service-directory.js';
import type { NativeServices } from './calls/native-service.js';
import type { ServiceCalls } from './calls/service-calls.js';
import { ChangeMetrics } from './changes/change-metrics.js';
import {
  type NewNativeService,
  type NewService,
  ServiceCreation,
  type ServiceCreationComponents,
} from './changes/service-creation.js';
import { ServiceRemoval, type ServiceRemovalComponents } from './changes/service-removal.js';
import {
  ServiceReplacement,
  type ServiceReplacementComponents,
  type Successor,
} from './changes/service-replacement.js';
import type { ServiceInstances } from './instances/service-instances.js';
import type { ServiceStatsView } from './instances/service-stats.js';
import type { BlueprintRepository } from './modules/blueprint-repository.js';
import type { ModuleRepository } from './modules/module-repository.js';
import type { ServiceRecord } from './registry/records.js';
import type { ServiceRegistry } from './registry/service-registry.js';

export interface ServicesComponents
  extends Omit<
    ServiceCreationComponents & ServiceReplacementComponents & ServiceRemovalComponents,
    'changes'
  > {
  readonly modules: ModuleRepository;
  readonly calls: ServiceCalls;
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
  readonly #creation: ServiceCreation;
  readonly #replacement: ServiceReplacement;
  readonly #removal: ServiceRemoval;

  constructor(components: ServicesComponents) {
    this.modules = components.modules;
    this.blueprints = components.blueprints;
    this.calls = components.calls;
    this.#access = components.access;
    this.#registry = components.registry;
    this.#instances = components.instances;
    this.#natives = components.natives;
    const changes = new ChangeMetrics(components);
    this.#creation = new ServiceCreation({ ...components, changes });
    this.#replacement = new ServiceReplacement({ ...components, changes });
    this.#removal = new ServiceRemoval({ ...components, changes });
  }

  /**
   * Starts a service, then records it: one that does not start leaves nothing behind.
   * @returns its id
   * @throws HostError `NOT_FOUND` (blueprint, module), `LIMIT`, `FORBIDDEN` (effector rules); MarineError (does not link
   * or start)
   */
  create(service: NewService): Promise<string> {
    return this.#creation.create(service);
  }

  /**
   * Puts a new service in the place of one: it has its owner and aliases, and its files if so wanted. A crash leaves the one
   * or the other, whole; so does a successor that does not start. Calls under way are waited for, further ones wait and
   * go to the new service.
   * @returns its id
   * @throws HostError `NOT_FOUND` (service, blueprint, module), `FORBIDDEN`, `IN_USE` (it is being replaced already);
   * MarineError (does not link or start)
   */
  replace(scope: PeerScope, idOrAlias: string, successor: Successor, callerPeerId: string): Promise<string> {
    return this.#replacement.replace(scope, idOrAlias, successor, callerPeerId);
  }

  /** Ends a service and starts it anew, with what modules may run now. @throws HostError `NOT_FOUND`; MarineError */
  restart(scope: PeerScope, idOrAlias: string): Promise<void> {
    return this.#replacement.restart(scope, idOrAlias);
  }

  /**
   * Records a native service with its alias and first state: all of it in one transaction.
   * @throws HostError `INVALID` (alias), `LIMIT`, `NOT_FOUND` (the worker is gone), and what `initialise` throws
   */
  createNative(service: NewNativeService): Promise<ServiceRecord> {
    return this.#creation.createNative(service);
  }

  /**
   * Removes a service with its aliases (spec/nox.md §4.6).
   * @param expected what the caller takes it for: spells are removed as spells only
   * @throws HostError `NOT_FOUND`, `FORBIDDEN`
   */
  remove(
    scope: PeerScope,
    idOrAlias: string,
    callerPeerId: string,
    expected: ServiceType = 'service',
  ): Promise<void> {
    return this.#removal.remove(scope, idOrAlias, callerPeerId, expected);
  }

  /**
   * Removes every service of a scope, within a transaction of the caller.
   * @returns what to run once the transaction is durable: ends the services and removes their files
   */
  eraseAllWithin(scope: PeerScope): () => Promise<void> {
    return this.#removal.eraseAllWithin(scope);
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
}
