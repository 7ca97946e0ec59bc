import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DealStatus, DesiredDeal, Facts, ObservedWorker, Step } from '../../src/plan/facts.js';
import { plan } from '../../src/plan/plan.js';

const BLOCK = 10;
const dealId = fc.constantFrom('a', 'b', 'c', 'd');
const appCid = fc.constantFrom('app-1', 'app-2');
const status = fc.constantFrom<DealStatus>(
  ...(['ACTIVE', 'SMALL_BALANCE', 'NOT_ENOUGH_WORKERS', 'ENDED', 'INSUFFICIENT_FUNDS'] as const),
);
const unread = fc.record({ ok: fc.constant(false as const), error: fc.constant('no answer') });

const deal: fc.Arbitrary<DesiredDeal> = fc.record({
  dealId,
  unitIds: fc.constant(['0x01']),
  onchainWorkerId: fc.constant('0x01'),
  state: fc.oneof(
    { weight: 4, arbitrary: fc.record({ ok: fc.constant(true as const), status, appCid }) },
    { weight: 1, arbitrary: unread },
  ),
});
const worker: fc.Arbitrary<ObservedWorker> = fc.record({
  dealId,
  workerId: fc.constantFrom('w1', 'w2', 'w3'),
  isActive: fc.boolean(),
  lastListedAt: fc.constantFrom(undefined, 1, BLOCK, BLOCK + 1),
  spell: fc.oneof(
    fc.constant({ ok: true as const, installed: undefined }),
    fc.record({ ok: fc.constant(true as const), installed: fc.record({ appCid, isDone: fc.boolean() }) }),
    unread,
  ),
});
const deals = fc.array(deal, { maxLength: 5 });
const workers = fc.array(worker, { maxLength: 5 });
const chain = fc
  .array(fc.tuple(dealId, fc.constantFrom(null, 'w1', 'w2')), { maxLength: 4 })
  .map((pairs) => new Map<string, string | null>(pairs));

const facts: fc.Arbitrary<Facts> = fc.record({
  desired: fc.oneof(
    { weight: 6, arbitrary: deals.map((list) => ({ ok: true as const, block: BLOCK, deals: list })) },
    { weight: 1, arbitrary: unread },
  ),
  observed: fc.oneof(
    { weight: 6, arbitrary: workers.map((list) => ({ ok: true as const, workers: list })) },
    { weight: 1, arbitrary: unread },
  ),
  chain,
  waiting: fc.array(dealId, { maxLength: 2 }).map((ids) => new Set(ids)),
});

const RUNS = { numRuns: 2000 };
const holds = (check: (given: Facts, steps: readonly Step[]) => void) =>
  fc.assert(
    fc.property(facts, (given) => {
      check(given, plan(given).steps);
    }),
    RUNS,
  );
const dealsOf = ({ desired }: Facts) => (desired.ok ? desired.deals : []);
const workersOf = ({ observed }: Facts) => (observed.ok ? observed.workers : []);

describe('whatever the facts, a plan', () => {
  it('makes no worker for a deal that has one, and not two', () => {
    holds((given, steps) => {
      const made = steps.filter(({ kind }) => kind === 'create-worker').map((step) => step.dealId);
      expect(new Set(made).size).toBe(made.length);
      for (const { dealId } of workersOf(given)) expect(made).not.toContain(dealId);
      for (const id of made) expect(dealsOf(given).filter(({ dealId }) => dealId === id)).toHaveLength(1);
    });
  });

  it('does nothing at all when deals or workers are not known', () => {
    holds((given, steps) => {
      if (!given.desired.ok || !given.observed.ok) expect(steps).toEqual([]);
    });
  });

  it('removes a worker only of a deal that a later, whole listing is without', () => {
    holds((given, steps) => {
      for (const step of steps.filter(({ kind }) => kind === 'remove-worker')) {
        expect(dealsOf(given).map(({ dealId }) => dealId)).not.toContain(step.dealId);
        const [of, second] = workersOf(given).filter(({ dealId }) => dealId === step.dealId);
        expect(second).toBeUndefined();
        expect(of!.lastListedAt).toBeLessThan(BLOCK);
      }
    });
  });

  it('never touches a worker that was not made for a deal', () => {
    holds((given, steps) => {
      const foreign = workersOf(given).filter(({ lastListedAt }) => lastListedAt === undefined);
      for (const { dealId } of foreign) expect(steps.map((step) => step.dealId)).not.toContain(dealId);
    });
  });

  it('leaves a deal that could not be read, or that waits, as it is', () => {
    holds((given, steps) => {
      const unreadable = dealsOf(given).filter(({ state }) => !state.ok);
      const left = [...unreadable.map(({ dealId }) => dealId), ...given.waiting!];
      for (const step of steps) expect(left).not.toContain(step.dealId);
    });
  });

  it('registers only what the chain does not have, and only while the deal goes on', () => {
    holds((given, steps) => {
      for (const step of steps) {
        if (step.kind !== 'register') continue;
        if (step.workerId !== undefined) expect(given.chain.get(step.dealId)).not.toBe(step.workerId);
        const { state } = dealsOf(given).find(({ dealId }) => dealId === step.dealId)!;
        expect(state).toMatchObject({ status: expect.stringMatching(/ACTIVE|SMALL|NOT_ENOUGH/) });
      }
    });
  });

  it('says of each deal of this peer what it does, or why it does nothing', () => {
    holds((given) => {
      const { steps, reports } = plan(given);
      const unread = dealsOf(given).filter(({ state }) => !state.ok);
      for (const { dealId } of given.observed.ok ? unread : [])
        expect([...steps, ...reports].map((one) => one.dealId)).toContain(dealId);
    });
  });

  it('is the same in whatever order the facts come', () => {
    holds((given) => {
      const { desired, observed } = given;
      const turned: Facts = {
        ...given,
        desired: desired.ok ? { ...desired, deals: desired.deals.toReversed() } : desired,
        observed: observed.ok ? { ...observed, workers: observed.workers.toReversed() } : observed,
      };
      expect(plan(turned)).toEqual(plan(given));
    });
  });

  it('is for each deal what it would be without the others', () => {
    holds((given, steps) => {
      const { desired, observed } = given;
      if (!desired.ok || !observed.ok) return;
      const alone = ['a', 'b', 'c', 'd'].flatMap((id) => {
        const of = <Item extends { dealId: string }>(list: readonly Item[]) =>
          list.filter((one) => one.dealId === id);
        const only: Facts = {
          ...given,
          desired: { ...desired, deals: of(desired.deals) },
          observed: { ...observed, workers: of(observed.workers) },
        };
        return plan(only).steps;
      });
      expect(steps).toEqual(alone);
    });
  });
});

/** A peer and a chain on which steps are carried out. */
class Model {
  block = BLOCK;
  readonly deals = new Map<string, { status: DealStatus; appCid: string; registered: string | null }>();
  readonly workers = new Map<string, ObservedWorker>();
  #made = 0;

  facts(): Facts {
    for (const id of this.deals.keys()) this.#change(id, { lastListedAt: this.block });
    return {
      desired: { ok: true, block: this.block, deals: [...this.deals].map(([id, of]) => asDeal(id, of)) },
      observed: { ok: true, workers: [...this.workers.values()] },
      chain: new Map([...this.deals].map(([id, { registered }]) => [id, registered])),
    };
  }

  carryOut(step: Step): void {
    const { dealId } = step;
    if (step.kind === 'create-worker') this.#create(dealId);
    if (step.kind === 'activate') {
      expect(this.workers.get(dealId)!.spell).toMatchObject({ installed: expect.anything() });
      this.#change(dealId, { isActive: true });
    }
    if (step.kind === 'deactivate') this.#change(dealId, { isActive: false });
    if (step.kind === 'install-spell' || step.kind === 'set-definition') {
      if (step.kind === 'set-definition') expect(this.workers.get(dealId)!.isActive).toBe(true);
      // It installs at once.
      this.#change(dealId, { spell: { ok: true, installed: { appCid: step.appCid, isDone: true } } });
    }
    if (step.kind === 'register') this.deals.get(dealId)!.registered = this.workers.get(dealId)!.workerId;
    if (step.kind === 'leave-deal') this.deals.delete(dealId);
    if (step.kind === 'remove-worker') this.workers.delete(dealId);
    this.block += 1;
  }

  #create(dealId: string): void {
    expect(this.workers.has(dealId)).toBe(false);
    this.#made += 1;
    const spell = { ok: true as const, installed: undefined };
    const workerId = `made-${this.#made}`;
    this.workers.set(dealId, { dealId, workerId, isActive: true, lastListedAt: this.block, spell });
  }

  #change(dealId: string, changes: Partial<ObservedWorker>): void {
    const worker = this.workers.get(dealId);
    if (worker !== undefined) this.workers.set(dealId, { ...worker, ...changes });
  }
}

function asDeal(id: string, { status, appCid }: { status: DealStatus; appCid: string }): DesiredDeal {
  return { dealId: id, unitIds: ['0x01'], onchainWorkerId: '0x01', state: { ok: true, status, appCid } };
}

describe('plans that are carried out', () => {
  /** What happens to deals between two plans, and after how many steps the peer is killed. */
  const turn = fc.record({
    changes: fc.array(fc.tuple(dealId, fc.option(fc.tuple(status, appCid))), { maxLength: 3 }),
    stepsUntilKilled: fc.nat({ max: 6 }),
  });

  it('end as the chain says, however often the peer is killed between two steps', () => {
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 8 }), (turns) => {
        const model = new Model();
        for (const { changes, stepsUntilKilled } of turns) {
          model.block += 1;
          for (const [id, to] of changes) {
            if (to === null) model.deals.delete(id);
            else
              model.deals.set(id, {
                status: to[0],
                appCid: to[1],
                registered: model.deals.get(id)?.registered ?? null,
              });
          }
          for (const step of plan(model.facts()).steps.slice(0, stepsUntilKilled)) model.carryOut(step);
        }
        settle(model);
        expect(new Set(model.workers.keys())).toEqual(new Set(model.deals.keys()));
        for (const [id, { appCid, registered, status }] of model.deals) {
          const worker = model.workers.get(id)!;
          expect(registered).toBe(worker.workerId);
          expect(worker).toMatchObject({
            isActive: status !== 'NOT_ENOUGH_WORKERS',
            spell: { installed: { appCid } },
          });
        }
      }),
      RUNS,
    );
  });
});

/** Until there is nothing left to do, which must come. */
function settle(model: Model): void {
  for (let round = 0; round < 6; round += 1) {
    model.block += 1;
    const { steps, reports } = plan(model.facts());
    expect(reports).toEqual([]);
    if (steps.length === 0) return;
    for (const step of steps) model.carryOut(step);
  }
  throw new Error('It does not come to an end');
}
