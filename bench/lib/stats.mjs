/** Value below which the fraction `q` of a sorted list lies. */
export function quantile(sorted, q) {
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
}

/** Median, least and greatest of a few figures of the same thing. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1), of: sorted.length };
}

/** Spread of one field over several rounds. */
export function spreadOf(rounds, pick) {
  return spread(rounds.map(pick));
}
