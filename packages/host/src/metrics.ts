import { Counter, Gauge, Histogram, Registry } from 'prom-client';

const MSEC_BUCKETS = [0.1, 0.5, 1, 5, 10, 50, 100, 500, 1000, 5000, 10_000, 60_000];
const MODULE_BUCKETS = [1, 2, 3, 5, 10, 20, 50];

/**
 * Metrics of Marine services under upstream's names (spec/nox.md §7.6). The label `service_type` is `service` or `spell`;
 * for calls it is the service's first alias, and `non-aliased-services` for all that have none (§4.8).
 */
export function createServiceMetrics(registry: Registry = new Registry()) {
  const shared = { labelNames: ['service_type'] as const, registers: [registry] };
  return {
    registry,
    count: new Gauge({ name: 'services_services_count', help: 'Services that exist', ...shared }),
    creationTime: new Histogram({
      name: 'services_creation_time_msec',
      help: 'Milliseconds from the request to the recorded service',
      buckets: MSEC_BUCKETS,
      ...shared,
    }),
    removalTime: new Histogram({
      name: 'services_removal_time_msec',
      help: 'Milliseconds a removal took',
      buckets: MSEC_BUCKETS,
      ...shared,
    }),
    creations: new Counter({ name: 'services_creation_count_total', help: 'Services created', ...shared }),
    removals: new Counter({ name: 'services_removal_count_total', help: 'Services removed', ...shared }),
    creationFailures: new Counter({
      name: 'services_creation_failure_count_total',
      help: 'Services that could not be created, or not be started again after a restart',
      ...shared,
    }),
    modules: new Histogram({
      name: 'services_modules_in_services_count',
      help: 'Modules per created service',
      buckets: MODULE_BUCKETS,
      ...shared,
    }),
    callTime: new Histogram({
      name: 'services_call_time_msec',
      help: 'Milliseconds of a call, waiting for the service included',
      buckets: MSEC_BUCKETS,
      ...shared,
    }),
    callSuccesses: new Counter({
      name: 'services_call_success_count_total',
      help: 'Calls that returned a result',
      ...shared,
    }),
    callFailures: new Counter({
      name: 'services_call_failed_count_total',
      help: 'Calls that ended with an error',
      ...shared,
    }),
  };
}

export type ServiceMetrics = ReturnType<typeof createServiceMetrics>;
