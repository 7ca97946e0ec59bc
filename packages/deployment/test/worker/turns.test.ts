import { NO_TRIGGERS } from '@noctiluca/spells';
import { describe, expect, it } from 'vitest';
import { MAX_WAITING } from '../../src/limits.js';
import { keeper } from '../utils/keeper.js';
import { spellOf } from '../utils/packages.js';
import { upstreamInstalls } from '../utils/upstream-worker.js';
import { doneIn, startWorkerPeer } from '../utils/worker-peer.js';
import { DEAL } from '../utils/worker-wants.js';

const BASE = { services: [keeper('svc')], spells: [spellOf('spl')] };

/** A worker whose worker spell is at work. */
async function atWork(suspendMs?: number) {
  const peer = await startWorkerPeer(suspendMs === undefined ? {} : { suspendMs });
  peer.aquamarine.endsAtOnce = false;
  await upstreamInstalls(peer, {});
  await expect.poll(() => peer.aquamarine.runs.length).toBe(1);
  expect(peer.workerSpell.isRunning).toBe(true);
  return peer;
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 100));

describe('a run of the worker spell that is under way', () => {
  it('is waited for, and no other begins meanwhile', async () => {
    const peer = await atWork();
    let isOver = false;
    const deploying = peer.deploy(BASE).finally(() => {
      isOver = true;
    });
    await soon();
    expect(isOver).toBe(false);
    expect(peer.services()).toEqual([]);
    expect(peer.workerSpell.triggerConfig).toEqual(NO_TRIGGERS);
    peer.aquamarine.runs[0]!.end();
    expect((await deploying).error).toBeUndefined();
    expect(peer.services()).toHaveLength(1);
    expect(peer.workerSpell.triggerConfig.clock.start_sec).toBe(peer.clock.nowSec + 600);
  });

  it('has its work seen: what it made meanwhile is not made again', async () => {
    const peer = await atWork();
    const deploying = peer.deploy({ spells: [spellOf('spl')] });
    await soon();
    const { scope } = peer;
    const { air: script, kv: data, triggerConfig } = spellOf('spl');
    const id = await peer.spells.install({ scope, script, data, triggerConfig, alias: 'spl' });
    await peer.spells.update(scope, 'worker-spell', { strings: { spl: id } });
    peer.aquamarine.runs[0]!.end();
    expect(doneIn(await deploying)).not.toContain('install spell spl');
    expect(peer.spell('spl').spellId).toBe(id);
  });

  it('that does not end is a refusal, after which the worker spell has its triggers again', async () => {
    const peer = await atWork(50);
    const before = await peer.deployments.observe(DEAL);
    await expect(peer.deploy(BASE)).rejects.toMatchObject({
      code: 'WORKER_REFUSED',
      message: expect.stringContaining('is at work for long; deploy again when it has ended'),
    });
    expect(await peer.deployments.observe(DEAL)).toEqual(before);
    expect(peer.workerSpell.triggerConfig.clock.period_sec).toBe(600);
    peer.aquamarine.runs[0]!.end();
    await expect.poll(() => peer.workerSpell.isRunning).toBe(false);
    expect((await peer.deploy(BASE)).error).toBeUndefined();
  });

  it('outlasting the deployment’s own time gives the triggers back, too', async () => {
    const peer = await atWork();
    const ending = new AbortController();
    const deploying = peer.deploy(BASE, peer.creator, ending.signal);
    await soon();
    ending.abort();
    await expect(deploying).rejects.toThrow();
    expect(peer.workerSpell.triggerConfig.clock.period_sec).toBe(600);
  });
});

describe('two deployments at once', () => {
  it('of one deal, however it is written, take turns, and the second finds nothing to do', async () => {
    const peer = await startWorkerPeer();
    const writings = [DEAL, DEAL.toLowerCase(), DEAL.toUpperCase(), DEAL.slice(2)];
    // The spelling is an initial value of the worker spell: the first to come says how it is kept.
    const reports = await Promise.all(
      writings.map((dealId) => peer.deploy({ ...BASE, request: { dealId } })),
    );
    expect(reports.map(({ error }) => error)).toEqual([undefined, undefined, undefined, undefined]);
    const [first, ...others] = reports.map(doneIn);
    expect(first).toContain('install service svc');
    for (const other of others)
      expect(other.filter((step) => step !== 'update spell worker-spell')).toEqual([]);
    const same = await Promise.all([peer.deploy(BASE), peer.deploy(BASE)]);
    expect(doneIn(same[1])).toEqual([]);
    expect(peer.host.workers.list()).toHaveLength(1);
    expect(peer.services()).toHaveLength(1);
  });

  it('of two deals go on side by side, also when they share modules', async () => {
    const peer = await startWorkerPeer();
    const reports = await Promise.all(
      ['a', 'b', 'c'].map((dealId) => peer.deploy({ ...BASE, request: { dealId } })),
    );
    expect(reports.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
    const next = await Promise.all([
      peer.deploy({ request: { dealId: 'a' } }),
      peer.deploy({ services: [keeper('svc', 1)], request: { dealId: 'b' } }),
      peer.deploy({ services: [keeper('svc', 1)], request: { dealId: 'c' } }),
    ]);
    expect(next.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
    expect(peer.host.services.modules.list()).toHaveLength(1);
  });

  it('wait in a line that has an end, and a stranger does not stand in it', async () => {
    const peer = await atWork();
    const waiting = Array.from({ length: MAX_WAITING }, () => peer.deploy(BASE));
    await soon();
    await expect(peer.deploy(BASE)).rejects.toMatchObject({
      code: 'WORKER_REFUSED',
      message: `${MAX_WAITING} deployments of deal ${DEAL} wait already`,
    });
    await expect(peer.deploy(BASE, peer.stranger)).rejects.toThrow(
      'can be deployed to only by worker creator',
    );
    peer.aquamarine.endsAtOnce = true;
    peer.aquamarine.runs[0]!.end();
    const [first, ...others] = (await Promise.all(waiting)).map(doneIn);
    expect(first).toContain('install service svc');
    expect(others.flat()).toEqual([]);
    expect(doneIn(await peer.deploy(BASE))).toEqual([]);
  });
});
