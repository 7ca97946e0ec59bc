/** Observations by the upper bound of their bucket, each bucket with those below it, as Prometheus counts. */
export type Buckets = ReadonlyMap<number, number>;

/** All observations. */
export function countOf(buckets: Buckets): number {
  return buckets.get(Number.POSITIVE_INFINITY) ?? 0;
}

/**
 * The value that so many of the observations between two moments are below, by lines between the bounds of buckets.
 * @param share from 0 to 1 @returns undefined when there was none
 */
export function quantileBetween(share: number, before: Buckets, after: Buckets): number | undefined {
  const bounds = [...after.keys()].sort((a, b) => a - b);
  const counts = bounds.map((bound) => (after.get(bound) ?? 0) - (before.get(bound) ?? 0));
  const rank = share * (counts.at(-1) ?? 0);
  if (rank <= 0) return undefined;
  const at = counts.findIndex((count) => count >= rank);
  const [from, below] = at === 0 ? [0, 0] : [bounds[at - 1]!, counts[at - 1]!];
  // Beyond the last bound nothing is known but that.
  if (bounds[at] === Number.POSITIVE_INFINITY) return from;
  return from + ((bounds[at]! - from) * (rank - below)) / (counts[at]! - below);
}
