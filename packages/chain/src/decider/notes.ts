import type { DesiredListing, Facts, Plan, Report, Step } from '../plan/facts.js';

/** Lines for the log of a deal, besides what its steps say. */
export interface Note {
  /** Nothing: all deals. */
  readonly dealId: string | undefined;
  readonly text: string;
}

/** What a plan is worth telling of, in upstream's words where it has them (spec/deals.md §7.1). */
export function notesOf({ desired }: Pick<Facts, 'desired'>, { steps, reports }: Plan): Note[] {
  const told = reports.filter(({ reason }) => reason !== 'waiting');
  return [
    ...told.map((report) => ({ dealId: report.dealId, text: reportText(report, desired) })),
    ...firstOfEach(steps).flatMap(({ first, isLast }) => {
      const text = introduction(first, isLast, statusOf(first.dealId, desired));
      return text === undefined ? [] : [{ dealId: first.dealId, text }];
    }),
  ];
}

function reportText({ dealId, message }: Report, desired: Facts['desired']): string {
  return dealId === undefined && !desired.ok ? `Failed to get deals: ${desired.error}` : message;
}

/** The first step of each deal, as they come deal by deal, and whether the peer leaves the deal with these steps. */
function firstOfEach(steps: readonly Step[]): { first: Step; isLast: boolean }[] {
  const leaving = new Set(steps.filter(({ kind }) => kind === 'leave-deal').map(({ dealId }) => dealId));
  const firsts = steps.filter(({ dealId }, at) => steps[at - 1]?.dealId !== dealId);
  return firsts.map((first) => ({ first, isLast: leaving.has(first.dealId) }));
}

function introduction({ kind }: Step, isLast: boolean, status: string): string | undefined {
  if (kind === 'install-spell') return 'Found existing worker';
  if (kind === 'leave-deal') return `Deal won't be installed due to the status ${status}`;
  return isLast ? `Deactivating deal before removal based on status ${status}` : undefined;
}

function statusOf(dealId: string, desired: DesiredListing | { readonly ok: false }): string {
  const deal = desired.ok ? desired.deals.find((one) => one.dealId === dealId) : undefined;
  return deal?.state.ok ? deal.state.status : '';
}
