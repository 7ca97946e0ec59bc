import { Counter, Gauge, Histogram, Registry } from 'prom-client';

const MSEC_BUCKETS = [0.1, 0.5, 1, 5, 10, 50, 100, 500, 1000, 5000, 10_000, 60_000];
const WAIT_BUCKETS_SEC = [0.0001, 0.001, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60];
const MEMORY_BUCKETS_BYTES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096].map(
  (mib) => mib * 1024 ** 2,
);
const MODULE_BUCKETS = [1, 2, 3, 5, 10, 20, 50];

/**
 * Metrics of Marine services under upstream's names (spec/nox.md §7.6). The label `service_type` is `service` or `spell`;
 * for calls it is the service's first alias, and `non-aliased-services` for all that have none (§4.8).
 */
function createServiceMetrics(registry: Registry) {
  const shared = { labelNames: ['service_type'] as const, registers: [registry] };
  return {
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
    lockWaitTime: new Histogram({
      name: 'services_lock_wait_time_sec',
      help: 'Seconds a call waited for earlier calls of the same service',
      buckets: WAIT_BUCKETS_SEC,
      ...shared,
    }),
    memory: new Histogram({
      name: 'services_mem_used_bytes',
      help: 'Memory of a service, at most once a second while it is called',
      buckets: MEMORY_BUCKETS_BYTES,
      ...shared,
    }),
    moduleMemory: new Histogram({
      name: 'services_mem_used_per_module_bytes',
      help: 'Memory of each module of a service, as often as that of the service',
      buckets: MEMORY_BUCKETS_BYTES,
      ...shared,
    }),
    totalMemory: new Gauge({
      name: 'services_mem_used_total_bytes',
      help: 'Memory of all services that are up, as last measured',
      registers: [registry],
    }),
  };
}

/** Ours: bounds and vaults. */
function createOwnMetrics(registry: Registry) {
  const registers = [registry];
  return {
    limitReached: new Counter({
      name: 'host_limit_reached_total',
      help: 'Refusals because a quota was used up',
      labelNames: ['limit'] as const,
      registers,
    }),
    workers: new Gauge({
      name: 'host_workers',
      help: 'Workers that live here',
      labelNames: ['state'] as const,
      registers,
    }),
    vaults: new Gauge({ name: 'host_vaults', help: 'Vaults of particles under way', registers }),
    vaultLeftovers: new Counter({
      name: 'host_vault_leftovers_total',
      help: 'Vaults that could not be removed with their particle; the next start removes them',
      registers,
    }),
    directoryLeftovers: new Counter({
      name: 'host_service_directory_leftovers_total',
      help: 'Directories of removed services that could not be removed; the next start removes them',
      registers,
    }),
  };
}

/** Everything this package measures. @param registry where it is registered, by default a fresh one */
export function createHostMetrics(registry: Registry = new Registry()) {
  return { ...createServiceMetrics(registry), ...createOwnMetrics(registry) };
}

export type HostMetrics = ReturnType<typeof createHostMetrics>;
