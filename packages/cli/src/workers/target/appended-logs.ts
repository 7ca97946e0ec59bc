import type { SpellLog } from './target.js';

/**
 * What was written to a log since it was read last. A full log loses its oldest lines, so that the lines of before are
 * looked for at its beginning, as many as are still there.
 */
export function appendedLogs(before: readonly SpellLog[], now: readonly SpellLog[]): readonly SpellLog[] {
  for (let lost = 0; lost < before.length; lost++) {
    const kept = before.slice(lost);
    if (kept.length <= now.length && kept.every((line, index) => same(line, now[index]!)))
      return now.slice(kept.length);
  }
  return now;
}

function same(a: SpellLog, b: SpellLog): boolean {
  return a.timestamp === b.timestamp && a.message === b.message;
}
