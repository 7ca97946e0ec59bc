import type { AvmOutcome } from '@noctiluca/avm';
import type { FunctionKind, PeerScope } from '@noctiluca/host';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Seconds, from 0.1 ms: the built-ins of a peer answer in microseconds, a service may take its whole ttl. */
const SECONDS = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Values that the gauges show, read when they are asked for. */
export interface Gauges {
  mailbox(): number;
  actors(): number;
  queuedBytes(): number;
  dataBytes(): number;
  tombstones(): number;
  kept(): number;
}

/** Series of one scope, looked up once: prom-client finds a series by its labels at each observation otherwise. */
export interface ScopeMetrics {
  interpreted(seconds: number, ok: boolean): void;
  /** The scope is gone: so are its series. */
  remove(): void;
}

/** Who answered a call, the label `answered_by` (ours): `custom` is a function the user added, `none` nobody. */
export type CalledKind = FunctionKind | 'custom' | 'none';

/**
 * Value of upstream's label `function_kind` for every call that is made, to whomever it goes and whether anybody is there.
 * Its other values cannot happen here: `ParticleFunction` is a function given with one particle, `NotHappened` a call whose
 * arguments could not be read, which AquaVM's codec finds out before.
 */
const FUNCTION_KIND = 'Service';

export interface Metrics {
  scope(scope: PeerScope, peerId: string): ScopeMetrics;
  called(kind: CalledKind, seconds: number, ok: boolean): void;
  expired(particleId: string): void;
  dropped(stage: string, reason: string): void;
  /** An outcome with a `ret_code` other than 0. */
  retCode(retCode: number): void;
  exceeded(limits: AvmOutcome['exceeded']): void;
}

/** Upstream's names (spec/nox.md §7.6); counters carry `_total`. */
export function createMetrics(registry: Registry, gauges: Gauges): Metrics {
  const registers = [registry];
  const labelNames = ['worker_type', 'peer_id'] as const;
  const interpretationTime = new Histogram({
    name: 'particle_executor_interpretation_time_sec',
    help: 'Time of one AVM invocation, its wait for a thread included',
    labelNames,
    buckets: SECONDS,
    registers,
  });
  const successes = new Counter({
    name: 'particle_executor_interpretation_successes_total',
    help: 'AVM invocations that gave an outcome, whatever its ret_code',
    labelNames,
    registers,
  });
  const failures = new Counter({
    name: 'particle_executor_interpretation_failures_total',
    help: 'AVM invocations that gave no outcome',
    labelNames,
    registers,
  });
  const call = callMetrics(registry);
  const drops = dropCounter(registry);
  const expired = new Counter({
    name: 'dispatcher_particles_expired_total',
    help: 'Particles that were expired on arrival',
    labelNames: ['particle_type'],
    registers,
  });
  const nonZero = new Counter({
    name: 'particle_executor_nonzero_ret_codes_total',
    help: 'Outcomes whose ret_code is not 0, by its range',
    labelNames: ['range'],
    registers,
  });
  const exceeded = new Counter({
    name: 'particle_executor_soft_limits_exceeded_total',
    help: 'Outcomes that say a soft size limit was exceeded',
    labelNames: ['limit'],
    registers,
  });
  registerGauges(registry, gauges);
  const dropChildren = new Map<string, { inc(): void }>();
  return {
    scope(scope, peerId) {
      const labels = { worker_type: scope.kind === 'host' ? 'Host' : 'Worker', peer_id: peerId };
      const time = interpretationTime.labels(labels);
      const ok = successes.labels(labels);
      const failed = failures.labels(labels);
      return {
        interpreted(seconds, success) {
          time.observe(seconds);
          (success ? ok : failed).inc();
        },
        remove() {
          for (const metric of [interpretationTime, successes, failures]) metric.remove(labels);
        },
      };
    },
    called: call,
    expired: (particleId) => expired.inc({ particle_type: particleType(particleId) }),
    dropped(stage, reason) {
      const key = `${stage} ${reason}`;
      let child = dropChildren.get(key);
      if (child === undefined) {
        child = drops.labels({ stage, reason });
        dropChildren.set(key, child);
      }
      child.inc();
    },
    retCode: (retCode) => nonZero.inc({ range: rangeOf(retCode) }),
    exceeded(limits) {
      for (const [limit, isExceeded] of Object.entries(limits)) if (isExceeded) exceeded.inc({ limit });
    },
  };
}

/** Spec/marine-abi.md §7.6. */
function rangeOf(retCode: number): string {
  if (retCode < 10_000) return 'preparation';
  if (retCode < 20_000) return 'catchable';
  return retCode < 30_000 ? 'uncatchable' : 'farewell';
}

function callMetrics(registry: Registry): Metrics['called'] {
  const registers = [registry];
  const labelNames = ['function_kind', 'answered_by'] as const;
  const time = new Histogram({
    name: 'particle_executor_service_call_time_sec',
    help: 'Time of one call a particle made on this peer',
    labelNames,
    buckets: SECONDS,
    registers,
  });
  const success = new Counter({
    name: 'particle_executor_service_call_success_total',
    help: 'Calls that were answered with ret_code 0',
    labelNames,
    registers,
  });
  const failure = new Counter({
    name: 'particle_executor_service_call_failure_total',
    help: 'Calls that were answered with an error',
    labelNames,
    registers,
  });
  const seriesOf = (answered_by: CalledKind) => {
    const labels = { function_kind: FUNCTION_KIND, answered_by };
    return { time: time.labels(labels), ok: success.labels(labels), failed: failure.labels(labels) };
  };
  const series: Readonly<Record<CalledKind, ReturnType<typeof seriesOf>>> = {
    builtin: seriesOf('builtin'),
    service: seriesOf('service'),
    custom: seriesOf('custom'),
    none: seriesOf('none'),
  };
  return (kind, seconds, isOk) => {
    const { time, ok, failed } = series[kind];
    time.observe(seconds);
    (isOk ? ok : failed).inc();
  };
}

/** Shared by every part that drops particles, hence taken from the registry when another part made it first. */
function dropCounter(registry: Registry): Counter<'stage' | 'reason'> {
  const name = 'particle_dropped_total';
  const existing = registry.getSingleMetric(name);
  if (existing instanceof Counter) return existing;
  return new Counter({
    name,
    help: 'Particles, calls and sends given up, by the room and the reason',
    labelNames: ['stage', 'reason'],
    registers: [registry],
  });
}

function registerGauges(registry: Registry, gauges: Gauges): void {
  const add = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  add('particle_executor_total_actors_mailbox', 'Particles waiting in all mailboxes', gauges.mailbox);
  add('particle_executor_alive_actors', 'Actors alive', gauges.actors);
  add('particle_executor_queued_bytes', 'Bytes waiting in mailboxes and as call results', gauges.queuedBytes);
  add('particle_executor_data_bytes', 'Bytes of all that particles hold', gauges.dataBytes);
  add('particle_executor_tombstones', 'Particles that ended and are remembered', gauges.tombstones);
  add('particle_kept_sends', 'Particles kept for peers that have gone', gauges.kept);
}

/** Spells' particles are told by their id (spec/nox.md §5.3); the network package labels them alike. */
function particleType(particleId: string): 'spell' | 'common' {
  return particleId.startsWith('spell') ? 'spell' : 'common';
}
