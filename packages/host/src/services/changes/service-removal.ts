import type { Access } from '../../access/access.js';
import type { PeerScope } from '../../host.js';
import type { ServiceType } from '../../ports/service-directory.js';
import type { NativeServices } from '../calls/native-service.js';
import type { ServiceRecord } from '../registry/records.js';
import type { ServiceRegistry } from '../registry/service-registry.js';
import type { ChangeMetrics } from './change-metrics.js';
import { type EndServiceComponents, endService } from './end-service.js';

export interface ServiceRemovalComponents extends EndServiceComponents {
  readonly access: Access;
  readonly registry: ServiceRegistry;
  readonly natives: NativeServices;
  readonly changes: ChangeMetrics;
}

/** Removes services. */
export class ServiceRemoval {
  readonly #components: ServiceRemovalComponents;

  constructor(components: ServiceRemovalComponents) {
    this.#components = components;
  }

  /** @throws as `Services.remove` */
  async remove(
    scope: PeerScope,
    idOrAlias: string,
    callerPeerId: string,
    expected: ServiceType,
  ): Promise<void> {
    const { access, registry, changes } = this.#components;
    const startedAt = performance.now();
    const record = registry.require(scope, idOrAlias);
    access.requireRemoval(scope, record, callerPeerId, expected);
    const removed = await registry.transaction(() => this.#eraseWithin(scope, record.serviceId));
    await endService(this.#components, record);
    if (removed !== undefined) changes.removed(removed, startedAt);
  }

  /** Within a transaction of the caller. @returns as `Services.eraseAllWithin` */
  eraseAllWithin(scope: PeerScope): () => Promise<void> {
    const { registry, changes } = this.#components;
    const startedAt = performance.now();
    const records = registry.list(scope);
    for (const { serviceId } of records) this.#eraseWithin(scope, serviceId);
    return async () => {
      await Promise.all(records.map((record) => endService(this.#components, record)));
      for (const record of records) changes.removed(record, startedAt);
    };
  }

  /** Removes the record, the aliases and a native service's state, within a transaction. */
  #eraseWithin(scope: PeerScope, serviceId: string): ServiceRecord | undefined {
    const { registry, natives } = this.#components;
    const record = registry.erase(scope, serviceId);
    if (record !== undefined) natives.forget(record);
    return record;
  }
}
