/** Names longer than this are compared by nobody: the table grows with the product of both lengths. */
const MAX_LENGTH = 64;

/**
 * The candidate that a mistyped name most likely means, by edits: a letter more, less, other, or two that changed places.
 * Capitals don't count. `undefined` when none is closer than a third of the name.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let found: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const count = edits(name.toLowerCase(), candidate.toLowerCase(), least);
    if (count < least) [found, least] = [candidate, count];
  }
  return found;
}

/** `; did you mean 'x'?`, or nothing. */
export function didYouMean(candidate: string | undefined): string {
  return candidate === undefined ? '' : `; did you mean '${candidate}'?`;
}

/** Damerau–Levenshtein distance (optimal string alignment); `bound` when it is that or more by the lengths alone. */
function edits(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) >= bound || a.length > MAX_LENGTH) return bound;
  let older: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + other);
      if (swapped) row[j] = Math.min(row[j]!, older[j - 2]! + 1);
    }
    [older, last] = [last, row];
  }
  return last[b.length]!;
}
