import { scopeText } from '../../access/peer-scope.js';
import { ConvertedError } from '../../errors.js';
import type { PeerScope } from '../../host.js';
import type { ScopeDirectory } from '../../ports/scope-directory.js';
import type { Quotas } from '../../quotas.js';
import type { NativeService, NativeServices } from '../calls/native-service.js';
import type { BlueprintRepository } from '../modules/blueprint-repository.js';
import type { ServiceRecord } from '../registry/records.js';
import type { ServiceRegistry } from '../registry/service-registry.js';
import type { ChangeMetrics } from './change-metrics.js';
import { type EndServiceComponents, endService } from './end-service.js';
import { newRecord } from './new-record.js';

export interface NewService {
  readonly scope: PeerScope;
  readonly blueprintId: string;
  /** Peer the service belongs to: it is told to the service, and may remove it. */
  readonly ownerId: string;
  /** Given in the same transaction, away from a service that has it; the caller's right to it was checked. @default none */
  readonly alias?: string;
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

export interface ServiceCreationComponents extends EndServiceComponents {
  readonly scopes: ScopeDirectory;
  readonly registry: ServiceRegistry;
  readonly blueprints: BlueprintRepository;
  readonly natives: NativeServices;
  readonly quotas: Quotas;
  readonly changes: ChangeMetrics;
}

/** Makes services. */
export class ServiceCreation {
  readonly #components: ServiceCreationComponents;

  constructor(components: ServiceCreationComponents) {
    this.#components = components;
  }

  /** @throws as `Services.create` */
  async create({ scope, blueprintId, ownerId, alias }: NewService): Promise<string> {
    const { blueprints, instances, registry, changes } = this.#components;
    const startedAt = performance.now();
    const record = newRecord(scope, { serviceType: 'service', blueprintId, ownerId });
    try {
      const { dependencies } = blueprints.get(blueprintId);
      this.#requireRoom(scope);
      await instances.get(record);
      await registry.transaction(() => {
        blueprints.get(blueprintId);
        this.#requireRoom(scope);
        this.#insert(scope, record, alias);
      });
      changes.modules(dependencies.length);
    } catch (error) {
      changes.notCreated(record);
      await endService(this.#components, record);
      throw error;
    }
    changes.created(record, startedAt);
    return record.serviceId;
  }

  /** @throws as `Services.createNative` */
  async createNative(service: NewNativeService): Promise<ServiceRecord> {
    const { natives, registry, changes } = this.#components;
    const startedAt = performance.now();
    const { scope, serviceType, ownerId, alias, initialise } = service;
    const blueprintId = natives.of({ serviceType })?.blueprint.id;
    if (blueprintId === undefined) {
      throw new ConvertedError('UNSUPPORTED', `This peer has no services of type '${serviceType}'`);
    }
    const record = newRecord(scope, { serviceType, blueprintId, ownerId });
    try {
      await registry.transaction(() => {
        this.#requireRoom(scope);
        this.#insert(scope, record, alias, initialise);
      });
    } catch (error) {
      changes.notCreated(record);
      throw error;
    }
    changes.created(record, startedAt);
    return registry.require(scope, record.serviceId);
  }

  #insert(
    scope: PeerScope,
    record: ServiceRecord,
    alias: string | undefined,
    initialise?: (record: ServiceRecord) => void,
  ): void {
    const { registry } = this.#components;
    registry.insert(scope, record);
    initialise?.(record);
    if (alias !== undefined) registry.alias(scope, alias, record.serviceId, true);
  }

  #requireRoom(scope: PeerScope): void {
    const { scopes, registry, quotas } = this.#components;
    if (!scopes.isThere(scope)) throw new ConvertedError('NOT_FOUND', `Worker ${scopeText(scope)} not found`);
    const { servicesPerScope: bound } = quotas.values;
    if (registry.count(scope) < bound) return;
    const reason = `Cannot create a service on ${scopeText(scope)}: it has ${bound}, as many as it may; remove one first`;
    throw quotas.reached('services_per_scope', reason);
  }
}
