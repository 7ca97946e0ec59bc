import type { Access } from '../../access/access.js';
import type { PeerScope } from '../../host.js';
import type { BlueprintRepository } from '../modules/blueprint-repository.js';
import { filesId, type ServiceRecord } from '../registry/records.js';
import type { ServiceRegistry } from '../registry/service-registry.js';
import type { ChangeMetrics } from './change-metrics.js';
import type { EndServiceComponents } from './end-service.js';
import { newRecord } from './new-record.js';

/** What takes the place of a service. */
export interface Successor {
  readonly blueprintId: string;
  /** Whether it has the files the former service kept; else it begins without. */
  readonly keepFiles: boolean;
}

export interface ServiceReplacementComponents extends EndServiceComponents {
  readonly access: Access;
  readonly registry: ServiceRegistry;
  readonly blueprints: BlueprintRepository;
  readonly changes: ChangeMetrics;
}

/** Puts services in the places of others. */
export class ServiceReplacement {
  readonly #components: ServiceReplacementComponents;

  constructor(components: ServiceReplacementComponents) {
    this.#components = components;
  }

  /** @throws as `Services.replace` */
  async replace(
    scope: PeerScope,
    idOrAlias: string,
    { blueprintId, keepFiles }: Successor,
    callerPeerId: string,
  ): Promise<string> {
    const { access, registry, blueprints, instances, directories, changes } = this.#components;
    const startedAt = performance.now();
    const former = registry.require(scope, idOrAlias);
    access.requireReplacement(scope, former, callerPeerId);
    blueprints.get(blueprintId);
    const { serviceType, ownerId, aliases } = former;
    const fresh = newRecord(scope, { serviceType, blueprintId, ownerId });
    const record: ServiceRecord = { ...fresh, aliases, ...(keepFiles ? { filesOf: filesId(former) } : {}) };
    try {
      await instances.handOver(former, record, () => this.#exchange(scope, former, record));
    } catch (error) {
      changes.notCreated(record);
      await directories?.remove(record, keepFiles);
      throw error;
    }
    await directories?.remove(former, keepFiles);
    changes.created(record, startedAt);
    changes.removed(former, startedAt);
    return record.serviceId;
  }

  /** @throws as `Services.restart` */
  async restart(scope: PeerScope, idOrAlias: string): Promise<void> {
    const record = this.#components.registry.require(scope, idOrAlias);
    await this.#components.instances.handOver(record, record, async () => {});
  }

  /** One record for the other, and all aliases with it, in one transaction. */
  #exchange(scope: PeerScope, former: ServiceRecord, record: ServiceRecord): Promise<void> {
    const { registry, blueprints } = this.#components;
    return registry.transaction(() => {
      blueprints.get(record.blueprintId);
      const { aliases: moving } = registry.require(scope, former.serviceId);
      registry.erase(scope, former.serviceId);
      registry.insert(scope, { ...record, aliases: [] });
      for (const alias of moving) registry.alias(scope, alias, record.serviceId, true);
    });
  }
}
