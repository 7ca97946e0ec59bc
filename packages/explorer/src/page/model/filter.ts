import type { Row } from './rows.js';

/** Which particles are listed; texts, as they stand in the address. Empty ones hold nothing back. */
export interface Filter {
  readonly author: string;
  readonly peer: string;
  /** A service, or `service.function`, that was called. */
  readonly service: string;
  readonly outcome: string;
  readonly text: string;
  /** Those of spells too: `'true'`. */
  readonly spells: string;
}

export const NO_FILTER: Filter = { author: '', peer: '', service: '', outcome: '', text: '', spells: '' };
const NAMES = Object.keys(NO_FILTER) as (keyof Filter)[];

export function filterOf(address: URLSearchParams): Filter {
  return Object.fromEntries(NAMES.map((name) => [name, address.get(name) ?? ''])) as unknown as Filter;
}

/** What the address says of it: nothing of what is empty. */
export function addressOf(filter: Filter): URLSearchParams {
  return new URLSearchParams(NAMES.flatMap((name) => (filter[name] === '' ? [] : [[name, filter[name]]])));
}

/**
 * @param servicesOf what is known of a particle's calls, as `service.function`
 * @returns tells whether a row is to be shown
 */
export function matcher(
  filter: Filter,
  servicesOf: (particleId: string) => ReadonlySet<string> | undefined,
): (row: Row) => boolean {
  const text = filter.text.trim().toLowerCase();
  const service = filter.service.trim().toLowerCase();
  return (row) =>
    (filter.spells === 'true' || !row.isSpell) &&
    (filter.author === '' || (row.author ?? '').includes(filter.author.trim())) &&
    (filter.peer === '' || row.peers.includes(filter.peer)) &&
    (filter.outcome === '' || row.outcomes.has(filter.outcome)) &&
    (text === '' || textOf(row).includes(text)) &&
    (service === '' || isAmong(servicesOf(row.particleId), service));
}

function textOf({ particleId, author = '', script = '', reason = '', peers }: Row): string {
  return [particleId, author, script, reason, ...peers].join('\n').toLowerCase();
}

function isAmong(services: ReadonlySet<string> | undefined, wanted: string): boolean {
  for (const service of services ?? []) if (service.toLowerCase().includes(wanted)) return true;
  return false;
}
