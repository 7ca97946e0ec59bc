import type { HostMetrics } from '../../metrics.js';
import type { ServiceRecord } from '../registry/records.js';

/** Counts services that come and go. Times are `performance.now()` of when a change was asked for. */
export class ChangeMetrics {
  readonly #metrics: HostMetrics;

  constructor({ metrics }: { readonly metrics: HostMetrics }) {
    this.#metrics = metrics;
  }

  created({ serviceType }: ServiceRecord, startedAt: number): void {
    const labels = { service_type: serviceType };
    this.#metrics.creations.inc(labels);
    this.#metrics.count.inc(labels);
    this.#metrics.creationTime.observe(labels, performance.now() - startedAt);
  }

  notCreated({ serviceType }: ServiceRecord): void {
    this.#metrics.creationFailures.inc({ service_type: serviceType });
  }

  removed({ serviceType }: ServiceRecord, startedAt: number): void {
    const labels = { service_type: serviceType };
    this.#metrics.removals.inc(labels);
    this.#metrics.count.dec(labels);
    this.#metrics.removalTime.observe(labels, performance.now() - startedAt);
  }

  /** Modules of a service that was created. */
  modules(count: number): void {
    this.#metrics.modules.observe({ service_type: 'service' }, count);
  }
}
