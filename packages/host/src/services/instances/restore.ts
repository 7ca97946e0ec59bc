import { messageOf } from '@noctiluca/common/thrown';
import type { Logger } from '@noctiluca/lifecycle';
import type { HostMetrics } from '../../metrics.js';
import { type ServiceRecord, scopeOfRecord } from '../registry/records.js';
import type { ServiceRegistry } from '../registry/service-registry.js';
import type { ServiceInstances } from './service-instances.js';

export interface RestoreComponents {
  readonly registry: ServiceRegistry;
  readonly instances: ServiceInstances;
  readonly metrics: HostMetrics;
  readonly logger: Logger;
}

/** A persisted service that did not come up. A call tries again. */
export interface RestoreFailure {
  readonly serviceId: string;
  readonly reason: string;
}

/**
 * Instantiates persisted services that are not removed meanwhile, some at a time. One that fails is logged, counted and reported; the others go on.
 * @returns what failed; what was not begun when `signal` aborted is not in it
 */
export async function restoreServices(
  records: readonly ServiceRecord[],
  concurrency: number,
  { registry, instances, metrics, logger }: RestoreComponents,
  signal: AbortSignal,
): Promise<RestoreFailure[]> {
  const failures: RestoreFailure[] = [];
  const waiting = records.values();

  async function takeNext(): Promise<void> {
    for (const record of waiting) {
      if (signal.aborted) return;
      const isThere = registry.get(scopeOfRecord(record), record.serviceId) !== undefined;
      if (isThere) await restore(record);
    }
  }
  async function restore(record: ServiceRecord): Promise<void> {
    const { serviceId, serviceType, blueprintId, aliases } = record;
    try {
      await instances.get(record);
    } catch (error) {
      if (signal.aborted) return;
      failures.push({ serviceId, reason: messageOf(error) });
      metrics.creationFailures.inc({ service_type: serviceType });
      logger.error({ serviceId, aliases, blueprintId, err: error }, 'Persisted service did not start');
    }
  }

  await Promise.all(Array.from({ length: concurrency }, takeNext));
  return failures;
}
