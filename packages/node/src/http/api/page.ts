import { z } from 'zod';
import { LISTED_BY_DEFAULT, MAX_LISTED } from '../../constants.js';
import { wholeNumber, words } from '../parameters.js';

/** How a list is asked for. */
export const PAGE_QUERY = z.object({
  limit: wholeNumber(`Items at most; ${LISTED_BY_DEFAULT} when left out.`, {
    min: 1,
    max: MAX_LISTED,
  }).optional(),
  after: words('Those behind this one: `next` of the page before.').optional(),
});

export type PageQuery = z.output<typeof PAGE_QUERY>;

/** A list in parts. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    total: z.int().meta({ description: 'Items of all pages.' }),
    next: z.string().nullable().meta({ description: 'For `after`; null on the last page.' }),
  });

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly next: string | null;
}

/** One part of a list, in the order of the keys. @param show of those on the page only: it may cost something */
export function pageOn<T, Shown>(
  all: readonly T[],
  keyOf: (item: T) => string,
  { limit = LISTED_BY_DEFAULT, after = '' }: PageQuery,
  show: (item: T, key: string) => Shown,
): Page<Shown> {
  const keyed = all.map((item) => ({ item, key: keyOf(item) })).filter(({ key }) => key > after);
  const few = keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, limit);
  const next = keyed.length > few.length ? (few.at(-1)?.key ?? null) : null;
  return { items: few.map(({ item, key }) => show(item, key)), total: all.length, next };
}
