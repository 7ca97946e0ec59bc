import type { DirectoryQuota } from '../../directory-quota.js';
import { ERRNO, fault } from '../errno.js';
import { DirectoryBudget } from './directory-budget.js';
import { EachBudget } from './each-budget.js';
import type { Place } from './resolve.js';

/** What counts what is kept below a mapped directory. */
export type Budget = DirectoryBudget | EachBudget;

/** The budget of a quota. */
export function budgetOf(quota: DirectoryQuota): Budget {
  return quota.of === 'each' ? new EachBudget(quota) : new DirectoryBudget(quota);
}

/** What a change at a place is counted for; `undefined` where nothing is. @throws WasiFault `ACCES` where none is made */
export function bookOf(budget: Budget | undefined, place: Place): DirectoryBudget | undefined {
  const book = budget?.at(place);
  return book === 'closed' ? fault(ERRNO.ACCES) : book;
}
