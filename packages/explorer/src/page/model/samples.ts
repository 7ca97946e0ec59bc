import type { Sample } from './answers.js';

/** What can be seen over time. */
export const METRICS = {
  particlesPerSec: 'Particles a second',
  runsPerSec: 'AquaVM runs a second',
  p99Ms: 'Run and wait, p99, ms',
  queued: 'Waiting',
  actors: 'Particles held',
  dataBytes: 'Data of particles, MiB',
  rssBytes: 'Memory, MiB',
  connections: 'Connections',
} as const;

export type Metric = keyof typeof METRICS;

export function isMetric(name: string): name is Metric {
  return Object.hasOwn(METRICS, name);
}

/** Seconds since the epoch, and the values beside them; null where there is none. */
export type Series = [times: number[], values: (number | null)[]];

export function seriesOf(samples: readonly Sample[], metric: Metric): Series {
  const scale = metric.endsWith('Bytes') ? 1 / (1 << 20) : 1;
  const values = samples.map((sample) => {
    const value = sample[metric];
    return value === null ? null : value * scale;
  });
  return [samples.map(({ atMs }) => atMs / 1000), values];
}

/** Samples of an hour, once every five seconds or so. */
const MAX_SAMPLES = 4_000;

export function withSamples(known: readonly Sample[], news: readonly Sample[]): readonly Sample[] {
  const last = known.at(-1)?.atMs ?? 0;
  const later = news.filter(({ atMs }) => atMs > last);
  return later.length === 0 ? known : [...known, ...later].slice(-MAX_SAMPLES);
}
