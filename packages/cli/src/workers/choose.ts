import type { Places } from './placement.js';
import { type Site, workerIdOf } from './survey.js';

/** Sites that get a worker: those that have one first, then those that answer. */
export function chosenSites<Any extends Site>(
  sites: readonly Any[],
  { candidates, count }: Pick<Places, 'candidates' | 'count'>,
): ReadonlySet<Any> {
  const own = sites.filter(({ target }) => candidates.includes(target.hostId));
  const rank = ({ view }: Site) => (view === undefined ? 2 : workerIdOf(view) === undefined ? 1 : 0);
  const ordered = [...own].sort((a, b) => rank(a) - rank(b));
  return new Set(ordered.slice(0, count ?? ordered.length));
}
