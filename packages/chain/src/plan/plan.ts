import type {
  DealState,
  DealStatus,
  DesiredDeal,
  DesiredListing,
  Facts,
  ObservedWorker,
  Plan,
  Report,
  Step,
} from './facts.js';

/**
 * What is to be done so that this peer has one worker for each of its deals (spec/deals.md §7.2). Pure: the same facts make the same
 * plan, and facts that a plan was carried out on make none.
 *
 * A worker is made only when all workers are known, and removed only when all deals are, at a block after the last that had its
 * deal.
 */
export function plan({ desired, observed, chain, waiting = new Set() }: Facts): Plan {
  if (!observed.ok) return unknown(undefined, `Workers are not known: ${observed.error}`);
  if (!desired.ok) return unknown(undefined, `Deals are not known: ${desired.error}`);
  const [deals, workers] = [grouped(desired.deals), grouped(observed.workers)];
  const ids = [...new Set([...deals.keys(), ...workers.keys()])].sort();
  return joined(
    ids.map((dealId) => {
      const [ofDeal, ofWorker] = [deals.get(dealId) ?? [], workers.get(dealId) ?? []];
      if (ofDeal.length > 1) return unknown(dealId, 'The chain lists it twice');
      if (ofWorker.length > 1) return report(dealId, 'foreign', 'It has two workers');
      return (
        isLeftAlone(dealId, ofWorker[0], desired) ??
        planOf(ofDeal[0], ofWorker[0], { desired, chain, waiting })
      );
    }),
  );
}

type Known = Required<Pick<Facts, 'chain' | 'waiting'>> & { readonly desired: DesiredListing };

/** A worker that was made for something else is never touched, and no second one beside it. */
function isLeftAlone(
  dealId: string,
  worker: ObservedWorker | undefined,
  { deals }: DesiredListing,
): Plan | undefined {
  if (worker === undefined || worker.lastListedAt !== undefined) return undefined;
  const isDeal = deals.some((deal) => deal.dealId === dealId);
  return isDeal ? report(dealId, 'foreign', 'Its worker was not made for it') : NOTHING;
}

function planOf(deal: DesiredDeal | undefined, worker: ObservedWorker | undefined, known: Known): Plan {
  const { dealId } = deal ?? worker!;
  if (known.waiting.has(dealId)) return report(dealId, 'waiting', 'Its last step failed shortly ago');
  if (deal === undefined) return returned(worker!, known.desired);
  if (!deal.state.ok) return unknown(dealId, deal.state.error);
  return isOver(deal.state.status) ? ended(deal, worker) : wanted(deal, deal.state, worker, known);
}

/** The unit is in no deal any more; a listing of a block before that says nothing. */
function returned({ dealId, workerId, lastListedAt }: ObservedWorker, { block }: DesiredListing): Plan {
  return lastListedAt! < block ? steps({ kind: 'remove-worker', dealId, workerId }) : NOTHING;
}

function ended({ dealId, onchainWorkerId }: DesiredDeal, worker: ObservedWorker | undefined): Plan {
  const leave: Step = { kind: 'leave-deal', dealId, onchainWorkerId };
  if (!worker?.isActive) return steps(leave);
  return steps({ kind: 'deactivate', dealId, workerId: worker.workerId }, leave);
}

function wanted(
  deal: DesiredDeal,
  { status, appCid }: DealState,
  worker: ObservedWorker | undefined,
  known: Known,
): Plan {
  const { dealId, unitIds, onchainWorkerId } = deal;
  if (worker === undefined) {
    const of = { dealId, workerId: undefined };
    return steps(
      { kind: 'create-worker', dealId, unitIds },
      { kind: 'install-spell', ...of, appCid },
      { kind: 'register', ...of, onchainWorkerId },
    );
  }
  const { workerId } = worker;
  const register: Step = { kind: 'register', dealId, workerId, onchainWorkerId };
  return joined([installation(worker, status, appCid), registration(register, workerId, known.chain)]);
}

/** The spell with the definition of the deal, on a worker that is active as long as it has something to do. */
function installation(worker: ObservedWorker, status: DealStatus, appCid: string): Plan {
  const { dealId, workerId, isActive, spell } = worker;
  if (!spell.ok) return unknown(dealId, `Its spell is not known: ${spell.error}`);
  const of = { dealId, workerId };
  const isCurrent = spell.installed?.appCid === appCid;
  // What is installed waits for the other workers; what is not, need not wait for them.
  const isIdle = status === 'NOT_ENOUGH_WORKERS' && isCurrent && spell.installed.isDone;
  const activity: Step[] = isActive === !isIdle ? [] : [{ kind: isIdle ? 'deactivate' : 'activate', ...of }];
  if (isCurrent) return steps(...activity);
  // Only a worker that has the spell can be activated.
  if (spell.installed === undefined) return steps({ kind: 'install-spell', ...of, appCid }, ...activity);
  return steps(...activity, { kind: 'set-definition', ...of, appCid });
}

/** The chain is the record of it: what was lost is sent again, what arrived is not. */
function registration(register: Step, workerId: string, chain: Facts['chain']): Plan {
  const registered = chain.get(register.dealId);
  if (registered === undefined) return unknown(register.dealId, 'Its worker on the chain is not known');
  return registered === workerId ? NOTHING : steps(register);
}

const isOver = (status: DealStatus): boolean => status === 'ENDED' || status === 'INSUFFICIENT_FUNDS';

const NOTHING: Plan = { steps: [], reports: [] };

const steps = (...these: Step[]): Plan => ({ steps: these, reports: [] });

const report = (dealId: string | undefined, reason: Report['reason'], message: string): Plan => ({
  steps: [],
  reports: [{ dealId, reason, message }],
});

const unknown = (dealId: string | undefined, message: string): Plan => report(dealId, 'unknown', message);

const joined = (plans: readonly Plan[]): Plan => ({
  steps: plans.flatMap((one) => one.steps),
  reports: plans.flatMap((one) => one.reports),
});

function grouped<Item extends { readonly dealId: string }>(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(item.dealId, [...(groups.get(item.dealId) ?? []), item]);
  return groups;
}
