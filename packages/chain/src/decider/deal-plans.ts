import type { Step } from '../plan/facts.js';
import type { DealPlan, PlannedStep } from './decider.js';
import type { Note } from './notes.js';

/** Steps by their deals, for the first so many of these. @param number of the plan, so that ids of steps are not those of another */
export function stepsByDeal(
  steps: readonly Step[],
  number: number,
  most: number,
): Map<string, readonly PlannedStep[]> {
  const ofDeals = new Map<string, readonly PlannedStep[]>();
  for (const [at, step] of steps.entries()) {
    const others = ofDeals.get(step.dealId);
    if (others === undefined && ofDeals.size === most) break;
    ofDeals.set(step.dealId, [...(others ?? []), { ...step, id: `${number}.${at}` }]);
  }
  return ofDeals;
}

/** What is said and what is done, deal by deal. */
export function dealPlans(
  steps: ReadonlyMap<string, readonly PlannedStep[]>,
  notes: readonly Note[],
): DealPlan[] {
  const ids = new Set<string | undefined>([...notes.map(({ dealId }) => dealId), ...steps.keys()]);
  return [...ids].map((dealId) => ({
    dealId,
    notes: notes.filter((note) => note.dealId === dealId).map(({ text }) => text),
    steps: (dealId === undefined ? undefined : steps.get(dealId)) ?? [],
  }));
}
