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

/** Rise per step of the straight line that fits figures taken at equal steps best. */
export function slopeOf(values) {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [along, square] = values.reduce(
    ([products, squares], value, step) => [
      products + (step - middle) * (value - mean),
      squares + (step - middle) ** 2,
    ],
    [0, 0],
  );
  return square === 0 ? 0 : along / square;
}
