import type { Registry } from 'prom-client';
import type { Buckets } from './quantile.js';

const INTERPRETATION = 'particle_executor_interpretation_time_sec';

/** Times of AquaVM's runs as the metric has them, of all scopes together, seconds. */
export async function interpretationTimes(registry: Registry): Promise<Buckets> {
  const buckets = new Map<number, number>();
  const values = (await registry.getSingleMetric(INTERPRETATION)?.get())?.values ?? [];
  for (const { labels, value } of values) {
    if (labels.le === undefined) continue;
    const bound = labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le);
    buckets.set(bound, (buckets.get(bound) ?? 0) + value);
  }
  return buckets;
}
