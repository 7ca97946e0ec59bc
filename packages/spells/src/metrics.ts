import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds: 0 is a spell without a period (spec/nox.md §7.6 has these buckets). */
const PERIODS_SEC = [0, 1, 30, 60, 300, 600, 3600, 43_200, 86_400, 604_800, 2_592_000];
const LATENESS_SEC = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];
const RUN_SEC = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** Why a trigger gave no run of its own. */
export type SkipReason =
  /** A run of the spell was under way, or waiting (policies `skip` and `coalesce`). */
  | 'overlap'
  /** Too many triggers of the spell wait already. */
  | 'queue-full'
  /** Its period passed while the peer was down or stood still. */
  | 'missed'
  /** The spell, its worker or its key is gone. */
  | 'gone'
  /** The store or the peer did not take it. */
  | 'failed'
  /** The peer stops. */
  | 'stopped';

/** What is read when it is asked for. */
export interface SpellGauges {
  running(): number;
  waiting(): number;
}

export type SpellMetrics = ReturnType<typeof createSpellMetrics>;

/** Upstream's names (spec/nox.md §7.6): particles created, scheduled, periods; the others are ours. */
export function createSpellMetrics(registry: Registry = new Registry()) {
  const registers = [registry];
  const particles = new Counter({
    name: 'spell_particles_created_total',
    help: 'Particles made for runs of spells',
    registers,
  });
  const scheduled = new Gauge({
    name: 'spell_scheduled_now',
    help: 'Spells that a clock or a connection can trigger',
    registers,
  });
  const periods = new Histogram({
    name: 'spell_periods',
    help: 'Periods of spells when they are scheduled, seconds; 0 for those without',
    buckets: PERIODS_SEC,
    registers,
  });
  const runs = new Counter({
    name: 'spell_runs_total',
    help: 'Runs by how they ended',
    labelNames: ['ended'] as const,
    registers,
  });
  const failures = new Counter({
    name: 'spell_run_failures_total',
    help: 'Runs whose script ended with an error that it did not catch',
    registers,
  });
  const skipped = new Counter({
    name: 'spell_triggers_skipped_total',
    help: 'Triggers that gave no run, by the reason',
    labelNames: ['reason'] as const,
    registers,
  });
  const lateness = new Histogram({
    name: 'spell_lateness_seconds',
    help: 'Time from the moment a clock trigger was due until it was taken',
    buckets: LATENESS_SEC,
    registers,
  });
  const runTime = new Histogram({
    name: 'spell_run_seconds',
    help: 'Time from the start of a run until nothing of it was under way here',
    buckets: RUN_SEC,
    registers,
  });
  return {
    created: () => particles.inc(),
    scheduled: (count: number) => scheduled.set(count),
    period: (seconds: number) => periods.observe(seconds),
    ended(how: string, hasFailed: boolean) {
      runs.inc({ ended: how });
      if (hasFailed) failures.inc();
    },
    skipped(reason: SkipReason, count = 1) {
      if (count > 0) skipped.inc({ reason }, count);
    },
    lateness: (ms: number) => lateness.observe(Math.max(0, ms) / 1000),
    ran: (ms: number) => runTime.observe(ms / 1000),
    watch({ running, waiting }: SpellGauges) {
      const gauge = (name: string, help: string, read: () => number) =>
        new Gauge({
          name,
          help,
          registers,
          collect() {
            this.set(read());
          },
        });
      gauge('spell_runs_under_way', 'Runs with something under way on this peer', running);
      gauge('spell_triggers_waiting', 'Triggers that wait for an earlier run or for a place', waiting);
    },
  };
}
