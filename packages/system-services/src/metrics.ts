import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Metrics of the deployer. */
export function createSystemServicesMetrics(registry: Registry = new Registry()) {
  const registers = [registry];
  return {
    packages: new Gauge({
      name: 'system_services_packages',
      help: 'Packages of system services by state',
      labelNames: ['state'] as const,
      registers,
    }),
    steps: new Counter({
      name: 'system_services_steps_total',
      help: 'Steps taken by the deployer',
      labelNames: ['package', 'action'] as const,
      registers,
    }),
    failures: new Counter({
      name: 'system_services_failures_total',
      help: 'Failed attempts to deploy a package',
      labelNames: ['package'] as const,
      registers,
    }),
    duration: new Histogram({
      name: 'system_services_deploy_seconds',
      help: 'Time an attempt to deploy a package took',
      labelNames: ['package'] as const,
      buckets: [0.01, 0.1, 0.5, 1, 2, 5, 10, 30, 60],
      registers,
    }),
  };
}

export type SystemServicesMetrics = ReturnType<typeof createSystemServicesMetrics>;
