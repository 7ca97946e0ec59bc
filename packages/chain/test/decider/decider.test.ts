import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FORGET_DEAL_AFTER_MS, MAX_DEALS_PER_PLAN, MIN_BACK_OFF_MS } from '../../src/constants.js';
import type { PlannedStep } from '../../src/decider/decider.js';
import { World } from './world.js';

const DONE = { success: true, error: '' };
const failed = (error: string) => ({ success: false, error });

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.destroy());

const FRESH = ['create-worker a', 'install-spell a', 'register a'];

async function given(lifeMs = 120_000): Promise<PlannedStep[]> {
  const plans = await world.decider.plan(world.clock.nowMs() + lifeMs);
  return plans.flatMap(({ steps }) => steps);
}

/** The steps for the deal `a` are done, and it has a worker that the chain knows. */
async function settled(): Promise<void> {
  world.deal('a');
  const steps = await given();
  world.worker('a');
  world.registered.set('a', 'w-a');
  for (const step of steps) world.decider.report(step, DONE);
}

describe('steps for a deal', () => {
  it('are given to one at a time: nobody makes a second worker meanwhile', async () => {
    world.deal('a');
    const both = await Promise.all([world.plan(), world.plan()]);
    expect(both.flat()).toEqual(FRESH);
    expect(await world.plan()).toEqual([]);
  });

  it('are given again when whoever had them is gone, and asked for then', async () => {
    world.deal('a');
    expect(await world.plan(5000)).toEqual(FRESH);
    world.clock.advance(4999);
    expect(world.woken).toBe(0);
    world.clock.advance(1);
    expect(world.woken).toBe(1);
    expect(await world.plan()).toEqual(FRESH);
  });

  it('are over when all are reported', async () => {
    await settled();
    expect(world.decider.status()).toMatchObject({ underWay: 0, failing: [] });
    expect(await world.plan()).toEqual([]);
  });

  it('are not for so many deals that a particle could not take them; the others follow at once', async () => {
    const all = Array.from({ length: MAX_DEALS_PER_PLAN + 1 }, (_, n) => `d-${String(n).padStart(3, '0')}`);
    for (const dealId of all) world.deal(dealId);
    const steps = await given();
    expect(new Set(steps.map(({ dealId }) => dealId)).size).toBe(MAX_DEALS_PER_PLAN);
    expect(world.woken).toBe(0);
    for (const step of steps) {
      world.worker(step.dealId);
      world.registered.set(step.dealId, `w-${step.dealId}`);
      world.decider.report(step, DONE);
    }
    world.clock.advance(0);
    expect(world.woken).toBe(1);
    expect(await world.plan()).toHaveLength(FRESH.length);
  });
});

describe('a report', () => {
  it('of a failure leaves that deal alone for a while, longer each time, and no other', async () => {
    world.deal('a');
    world.deal('b');
    const first = (await given()).find(({ dealId }) => dealId === 'a')!;
    world.decider.report(first, failed('no room'));
    expect(world.decider.status()).toMatchObject({
      underWay: 1,
      failing: [{ dealId: 'a', step: 'create-worker', error: 'no room' }],
    });
    expect(await world.plan()).toEqual([]);
    world.clock.advance(MIN_BACK_OFF_MS);
    expect(world.woken).toBe(1);
    const [again] = await given();
    expect(again).toMatchObject({ kind: 'create-worker', dealId: 'a' });
    world.decider.report(again!, failed('no room'));
    world.clock.advance(MIN_BACK_OFF_MS);
    expect(await world.plan()).toEqual([]);
  });

  it('of a step that nobody was given is refused', async () => {
    world.deal('a');
    const [step, next] = await given();
    world.decider.report(step!, DONE);
    const refused = expect.objectContaining({ code: 'INVALID' });
    expect(() => world.decider.report(step!, DONE)).toThrow(refused);
    expect(() => world.decider.report({ ...next!, dealId: 'b' }, DONE)).toThrow(refused);
    expect(() => world.decider.report({ ...next!, id: '7.7' }, failed('x'))).toThrow(refused);
    expect(world.decider.status()).toMatchObject({ underWay: 1, failing: [] });
  });

  it('is not needed for what came about all the same', async () => {
    world.deal('a');
    const steps = await given();
    world.worker('a');
    for (const step of steps.slice(0, 2)) world.decider.report(step, DONE);
    world.decider.report(steps[2]!, failed('no receipt'));
    world.registered.set('a', 'w-a');
    world.clock.advance(MIN_BACK_OFF_MS);
    expect(await world.plan()).toEqual([]);
    expect(world.decider.status().failing).toEqual([]);
  });

  it('of a registration that was lost lets it be sent again', async () => {
    world.deal('a');
    const steps = await given();
    world.worker('a');
    for (const step of steps) world.decider.report(step, DONE);
    expect(await world.plan()).toEqual(['register a']);
  });
});

describe('a worker of a deal', () => {
  it('is known after a kill, whatever was under way', async () => {
    world.deal('a');
    expect(await world.plan()).toEqual(FRESH);
    world.worker('a', { spell: { ok: true, installed: undefined } });
    await world.restart();
    expect(await world.plan()).toEqual(['install-spell a', 'register a']);
    expect(world.decider.status()).toEqual({
      ...{ block: 10, deals: 1, workers: 1, workersOfOtherChain: 0, underWay: 1 },
      ...{ failingDeals: 0, failing: [] },
    });
  });

  it('is removed when a whole listing of a later block is without its deal', async () => {
    await settled();
    world.deals.delete('a');
    expect(await world.plan()).toEqual([]);
    world.block = 9;
    expect(await world.plan()).toEqual([]);
    world.block = 11;
    await world.restart();
    expect(await world.plan()).toEqual(['remove-worker a']);
  });

  it('is never removed by a block before the last that had its deal, even if one before that was seen later', async () => {
    await settled();
    world.block = 20;
    await world.plan();
    world.block = 15;
    await world.plan();
    world.deals.delete('a');
    world.block = 18;
    expect(await world.plan()).toEqual([]);
  });

  it('is left alone while deals are not known, or its own is not', async () => {
    await settled();
    world.block = 20;
    world.unread = 'no answer';
    expect(await world.notes()).toEqual(['*: Failed to get deals: no answer']);
    expect(world.decider.status()).toMatchObject({ block: null, error: 'no answer', workers: 1 });
    world.unread = undefined;
    world.deals.set('a', { ...world.deals.get('a')!, state: { ok: false, error: 'busy' } });
    expect(await world.plan()).toEqual([]);
  });

  it('is told from one that somebody else has made, with the id of a deal or without', async () => {
    world.deal('a');
    world.worker('a', { isOwn: false });
    world.worker('dummy', { isOwn: false });
    expect(await world.plan()).toEqual([]);
    world.deals.clear();
    world.block = 20;
    expect(await world.plan()).toEqual([]);
    expect(world.decider.status()).toMatchObject({ workers: 0 });
  });

  it('is told from one that the peer has made for no deal', async () => {
    world.worker('own');
    expect(await world.plan()).toEqual([]);
  });

  it("that upstream's decider has made is taken over while the chain lists its deal", async () => {
    world.deal('a');
    world.worker('a');
    expect(await world.plan()).toEqual(['register a']);
  });
});

describe('a chain that was begun anew under the same id', () => {
  const SAID = 'The chain was begun anew, workers of deals of the one before are left alone';

  beforeEach(async () => {
    await settled();
    world.firstBlock = '0xbb';
    world.deals.clear();
    world.block = 1000;
  });

  it('has no say in workers of the one before: none is removed, and it is told', async () => {
    await world.restart();
    expect(await world.notes()).toEqual([`*: ${SAID}: 1`]);
    expect(await world.plan()).toEqual([]);
    expect(world.decider.status()).toMatchObject({ block: 1000, workers: 0, workersOfOtherChain: 1 });
    expect(world.warnings).toEqual([SAID]);
  });

  it('does not get such a worker for a deal that has the same id', async () => {
    world.deal('a', 'ACTIVE', 'another-app');
    world.registered.set('a', null);
    for (let round = 0; round < 2; round += 1) {
      expect(await world.plan()).toEqual([]);
      await world.restart();
    }
    world.workers.delete('a');
    expect(await world.plan()).toEqual(FRESH);
    expect(world.decider.status()).toMatchObject({ workersOfOtherChain: 0 });
  });

  it('has deals and workers of its own', async () => {
    world.block = 2;
    world.deal('b');
    expect(await world.plan()).toEqual(['create-worker b', 'install-spell b', 'register b']);
    world.worker('b');
    world.deals.clear();
    world.block = 3;
    await world.restart();
    expect(await world.plan()).toEqual(['remove-worker b']);
  });

  it('is forgotten when the one before is there again', async () => {
    await world.plan();
    world.firstBlock = '0xaa';
    world.block = 1001;
    expect(await world.plan()).toEqual(['remove-worker a']);
  });
});

describe('the journal', () => {
  it('forgets deals that are gone, in time, and none that has a worker', async () => {
    for (const dealId of ['a', 'b']) world.deal(dealId);
    await world.plan(1);
    world.worker('b');
    world.deals.clear();
    world.clock.advance(FORGET_DEAL_AFTER_MS + 1);
    world.block = 20;
    expect(await world.plan(1)).toEqual(['remove-worker b']);
    world.worker('a');
    world.clock.advance(1);
    expect(await world.plan(1)).toEqual(['remove-worker b']);
  });
});

describe('notes', () => {
  it('are given once, and again when something else was said in between', async () => {
    world.deal('a');
    world.worker('a', { isOwn: false });
    const note = 'a: Its worker was not made for it';
    expect(await world.notes()).toEqual([note]);
    expect(await world.notes()).toEqual([]);
    world.workers.clear();
    await world.plan(1);
    world.clock.advance(1);
    world.worker('a', { isOwn: false });
    expect(await world.notes()).toEqual([note]);
  });

  it("say with upstream's words what the steps alone do not", async () => {
    world.deal('a', 'ENDED');
    world.deal('b', 'INSUFFICIENT_FUNDS');
    world.worker('b');
    world.deal('c');
    world.worker('c', { spell: { ok: true, installed: undefined } });
    expect(await world.notes()).toEqual([
      "a: Deal won't be installed due to the status ENDED",
      'b: Deactivating deal before removal based on status INSUFFICIENT_FUNDS',
      'c: Found existing worker',
    ]);
  });
});
