import type { AvmPool, AvmPoolStats } from '@noctiluca/avm';
import { Counter, Gauge, type Registry } from 'prom-client';

/**
 * Metrics of the AquaVM pool, read when they are asked for (spec/nox.md §7.6: `aqua_vm_pool_`; those with `threads`,
 * `pending` and the last counters are ours). A runner that keeps no statistics gets none.
 */
export function registerAvmMetrics(
  registry: Registry,
  pool: Partial<Pick<AvmPool, 'stats'>> & { readonly name: string },
): void {
  const { stats } = pool;
  if (stats === undefined) return;
  const read = () => stats.call(pool);
  const registers = [registry];
  const gauge = (name: string, help: string, pick: (stats: AvmPoolStats) => number) =>
    new Gauge({
      name: `aqua_vm_pool_${name}`,
      help,
      registers,
      collect() {
        this.set(pick(read()));
      },
    });
  const counter = (name: string, help: string, pick: (stats: AvmPoolStats) => number) =>
    new Counter({
      name: `aqua_vm_pool_${name}_total`,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(pick(read()));
      },
    });

  gauge('pool_size', 'AquaVM threads this peer may use', ({ threads }) => threads);
  gauge('free_vms', 'Threads without work, running or not yet made', ({ free }) => free);
  gauge('running_threads', 'Threads that were made, each with an instance', ({ running }) => running);
  gauge('pending_requests', 'Requests not yet answered', ({ pending }) => pending);
  gauge('pending_bytes', 'Bytes of requests not yet answered', ({ pendingBytes }) => pendingBytes);
  gauge('vm_mem_total', 'Linear memory of all instances, bytes', ({ memorySizeBytes }) => memorySizeBytes);
  gauge(
    'vm_mem_avg',
    'Linear memory of an instance on average, bytes',
    ({ memorySizeBytes, running }) => memorySizeBytes / Math.max(1, running),
  );
  counter('get_vm', 'Invocations begun: each takes a thread', ({ invocations }) => invocations);
  counter('no_free_vm', 'Requests refused because too much was waiting', ({ refused }) => refused);
  counter('traps', 'Invocations ended by a trap', ({ traps }) => traps);
  counter('deadlines', 'Invocations ended at their deadline', ({ deadlines }) => deadlines);
  counter(
    'preempted',
    'Invocations begun again because others waited behind them',
    ({ preempted }) => preempted,
  );
  counter('recycles', 'Instances replaced because their memory had grown', ({ recycles }) => recycles);
  counter('rebuilds', 'Threads replaced after they were ended or died', ({ rebuilds }) => rebuilds);
}
