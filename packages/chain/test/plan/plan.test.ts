import { describe, expect, it } from 'vitest';
import type { DealStatus, DesiredDeal, Facts, ObservedWorker, Step } from '../../src/plan/facts.js';
import { plan } from '../../src/plan/plan.js';

const [DEAL, WORKER, UNIT, APP] = ['aa', 'worker-1', '0x01', 'bafy-app'];
const of = { dealId: DEAL, workerId: WORKER };

function deal(status: DealStatus = 'ACTIVE', changes: Partial<DesiredDeal> = {}): DesiredDeal {
  const state = { ok: true as const, status, appCid: APP };
  return { dealId: DEAL, unitIds: [UNIT], onchainWorkerId: UNIT, state, ...changes };
}

function worker(changes: Partial<ObservedWorker> = {}): ObservedWorker {
  const spell = { ok: true as const, installed: { appCid: APP, isDone: true } };
  return { dealId: DEAL, workerId: WORKER, isActive: true, lastListedAt: 5, spell, ...changes };
}

function facts(deals: DesiredDeal[], workers: ObservedWorker[], changes: Partial<Facts> = {}): Facts {
  const registered = new Map<string, string | null>(deals.map(({ dealId }) => [dealId, WORKER]));
  return {
    desired: { ok: true, block: 10, deals },
    observed: { ok: true, workers },
    chain: registered,
    ...changes,
  };
}

const spellOf = (appCid: string, isDone: boolean) => ({ ok: true as const, installed: { appCid, isDone } });
const unregistered = { chain: new Map([[DEAL, null]]) };
const fresh: Step[] = [
  { kind: 'create-worker', dealId: DEAL, unitIds: [UNIT] },
  { kind: 'install-spell', dealId: DEAL, workerId: undefined, appCid: APP },
  { kind: 'register', dealId: DEAL, workerId: undefined, onchainWorkerId: UNIT },
];

/** The table of spec/deals.md §7.2, row by row. */
const ROWS: readonly { readonly id: string; readonly given: Facts; readonly steps: readonly Step[] }[] = [
  ...(['ACTIVE', 'SMALL_BALANCE', 'NOT_ENOUGH_WORKERS'] as const).map((status) => ({
    id: `a deal that is ${status}, and no worker`,
    given: facts([deal(status)], [], unregistered),
    steps: fresh,
  })),
  {
    id: 'a deal that waits for workers, and an installation that is under way: it goes on',
    given: facts([deal('NOT_ENOUGH_WORKERS')], [worker({ spell: spellOf(APP, false) })]),
    steps: [],
  },
  {
    id: 'a deal that waits for workers, and an installation that is done: the worker waits',
    given: facts([deal('NOT_ENOUGH_WORKERS')], [worker()]),
    steps: [{ kind: 'deactivate', ...of }],
  },
  {
    id: 'a deal that waits for workers, with another definition: it is installed all the same',
    given: facts([deal('NOT_ENOUGH_WORKERS')], [worker({ isActive: false, spell: spellOf('old', true) })]),
    steps: [
      { kind: 'activate', ...of },
      { kind: 'set-definition', ...of, appCid: APP },
    ],
  },
  {
    id: 'a worker without a spell',
    given: facts([deal()], [worker({ spell: { ok: true, installed: undefined } })]),
    steps: [{ kind: 'install-spell', ...of, appCid: APP }],
  },
  {
    id: 'a worker without a spell that is not active: only one with a spell can be activated',
    given: facts([deal()], [worker({ isActive: false, spell: { ok: true, installed: undefined } })]),
    steps: [
      { kind: 'install-spell', ...of, appCid: APP },
      { kind: 'activate', ...of },
    ],
  },
  {
    id: 'a spell that cannot be looked at: no second one',
    given: facts([deal()], [worker({ spell: { ok: false, error: 'no answer' } })]),
    steps: [],
  },
  {
    id: 'another definition',
    given: facts([deal()], [worker({ spell: spellOf('old', false) })]),
    steps: [{ kind: 'set-definition', ...of, appCid: APP }],
  },
  {
    id: 'a deal that has its workers now, and a worker that waited',
    given: facts([deal()], [worker({ isActive: false })]),
    steps: [{ kind: 'activate', ...of }],
  },
  {
    id: 'a small balance: the worker works',
    given: facts([deal('SMALL_BALANCE')], [worker({ isActive: false })]),
    steps: [{ kind: 'activate', ...of }],
  },
  {
    id: 'a worker that the chain does not have',
    given: facts([deal()], [worker()], unregistered),
    steps: [{ kind: 'register', ...of, onchainWorkerId: UNIT }],
  },
  {
    id: 'another worker that the chain has',
    given: facts([deal()], [worker()], { chain: new Map([[DEAL, 'worker-0']]) }),
    steps: [{ kind: 'register', ...of, onchainWorkerId: UNIT }],
  },
  { id: 'all as it should be', given: facts([deal()], [worker()]), steps: [] },
  ...(['ENDED', 'INSUFFICIENT_FUNDS'] as const).flatMap((status) => [
    {
      id: `a deal that is ${status}`,
      given: facts([deal(status)], [worker()]),
      steps: [
        { kind: 'deactivate' as const, ...of },
        { kind: 'leave-deal' as const, dealId: DEAL, onchainWorkerId: UNIT },
      ],
    },
    {
      id: `a deal that is ${status}, and a worker that has stopped`,
      given: facts([deal(status)], [worker({ isActive: false })]),
      steps: [{ kind: 'leave-deal' as const, dealId: DEAL, onchainWorkerId: UNIT }],
    },
    {
      id: `a deal that is ${status}, and no worker: none is made, the unit is set free`,
      given: facts([deal(status)], []),
      steps: [{ kind: 'leave-deal' as const, dealId: DEAL, onchainWorkerId: UNIT }],
    },
  ]),
  {
    id: 'a unit that was returned',
    given: facts([], [worker()]),
    steps: [{ kind: 'remove-worker', ...of }],
  },
  {
    id: 'a listing of the block that had the deal, or an older one',
    given: facts([], [worker({ lastListedAt: 10 }), worker({ dealId: 'ab', lastListedAt: 11 })]),
    steps: [],
  },
  {
    id: 'a deal that could not be read',
    given: facts([deal('ACTIVE', { state: { ok: false, error: 'busy' } })], [worker({ isActive: false })]),
    steps: [],
  },
  {
    id: 'a registration that could not be read: the rest goes on',
    given: facts([deal()], [worker({ isActive: false })], { chain: new Map() }),
    steps: [{ kind: 'activate', ...of }],
  },
  {
    id: 'a worker of `workers deploy`',
    given: facts([], [worker({ lastListedAt: undefined, isActive: false })]),
    steps: [],
  },
  {
    id: 'a worker of `workers deploy` with the id of a deal',
    given: facts([deal()], [worker({ lastListedAt: undefined, isActive: false })]),
    steps: [],
  },
  {
    id: 'two workers of one deal',
    given: facts([deal()], [worker(), worker({ workerId: 'worker-2' })]),
    steps: [],
  },
  { id: 'a deal that is listed twice', given: facts([deal(), deal()], []), steps: [] },
  {
    id: 'a deal whose last step failed shortly ago',
    given: facts([deal()], [], { waiting: new Set([DEAL]) }),
    steps: [],
  },
  {
    id: 'deals that are not known',
    given: facts([], [worker()], { desired: { ok: false, error: 'unreachable' } }),
    steps: [],
  },
  {
    id: 'workers that are not known',
    given: facts([deal()], [], { observed: { ok: false, error: 'busy' } }),
    steps: [],
  },
];

describe('the plan of a decider', () => {
  it.each(ROWS)('$id', ({ given, steps }) => expect(plan(given).steps).toEqual(steps));

  it.each([
    { id: 'deals', changes: { desired: { ok: false as const, error: 'x' } }, reason: 'unknown' },
    { id: 'workers', changes: { observed: { ok: false as const, error: 'x' } }, reason: 'unknown' },
    { id: 'a registration', changes: { chain: new Map() }, reason: 'unknown' },
    { id: 'a back-off', changes: { waiting: new Set([DEAL]) }, reason: 'waiting' },
  ])('says what it left undone for want of $id', ({ changes, reason }) => {
    const { reports } = plan(facts([deal()], [worker()], changes));
    expect(reports.map((report) => report.reason)).toEqual([reason]);
  });

  it('says that a deal could not be read, in the words of the chain', () => {
    const { reports } = plan(facts([deal('ACTIVE', { state: { ok: false, error: 'busy' } })], [worker()]));
    expect(reports).toEqual([{ dealId: DEAL, reason: 'unknown', message: 'busy' }]);
  });

  it('says that a worker is not its own', () => {
    for (const workers of [
      [worker({ lastListedAt: undefined })],
      [worker(), worker({ workerId: 'worker-2' })],
    ])
      expect(plan(facts([deal()], workers)).reports).toMatchObject([{ dealId: DEAL, reason: 'foreign' }]);
  });
});
