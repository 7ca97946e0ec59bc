import { readFileSync } from 'node:fs';
import { NO_TRIGGERS } from '@noctiluca/spells';
import { cidOf } from '@noctiluca/store';
import { describe, expect, it } from 'vitest';
import { clockTrigger, type ServiceDistro } from '../../src/distro.js';
import { triggerDigest } from '../../src/worker/item-facts.js';
import { keeper } from '../utils/keeper.js';
import { serviceOf, spellOf } from '../utils/packages.js';
import { jsonCid } from '../utils/upstream-worker.js';
import { doneIn, IPFS, restarted, startWorkerPeer } from '../utils/worker-peer.js';
import { CU_ID, DEAL } from '../utils/worker-wants.js';

const BASE = { services: [keeper('svc')], spells: [spellOf('spl')] };

/** A module without the one it imports from. */
const unlinked = readFileSync(new URL('../../../../services/aqua-ipfs/ipfs_pure.wasm', import.meta.url));
const BAD: ServiceDistro = {
  name: 'svc',
  modules: [{ name: 'ipfs_pure', cid: cidOf(unlinked), load: async () => unlinked }],
};

async function deployed() {
  const peer = await startWorkerPeer();
  await peer.deploy(BASE);
  return peer;
}

describe('a deployment from nothing', () => {
  it('makes the worker and all of it, as upstream’s worker spell would have noted it', async () => {
    const peer = await startWorkerPeer();
    const request = await peer.requestFor(BASE);
    const report = await peer.deploy(BASE);
    expect(report.error).toBeUndefined();
    expect(doneIn(report)).toEqual([
      'install worker w',
      'install spell worker-spell',
      'install service svc',
      'install spell spl',
    ]);
    const { workerId, workerSpell, clock } = peer;
    expect(peer.host.workers.get(workerId)).toMatchObject({
      creatorPeerId: peer.creator.peerId,
      cuIds: [CU_ID],
      active: true,
    });
    const { kv, triggerConfig } = request.spells[0]!;
    expect(kv).toEqual({ period: '1' });
    expect(
      Object.fromEntries(
        [
          ...['ipfs', 'h_worker_def_cid', 'deal_id', 'svc', 'blueprint:svc', 'spl'],
          ...['trigger_config:spl', 'init_args:spl', 'h_clocks'],
        ].map((key) => [key, workerSpell.value(key)]),
      ),
    ).toEqual({
      ipfs: JSON.stringify(IPFS),
      h_worker_def_cid: JSON.stringify(request.definition),
      deal_id: JSON.stringify(DEAL),
      svc: peer.holder('svc')!.serviceId,
      'blueprint:svc': request.services[0]!.blueprintId,
      spl: peer.holder('spl')!.serviceId,
      'trigger_config:spl': jsonCid(triggerConfig),
      'init_args:spl': jsonCid({ period: 1 }),
      h_clocks: JSON.stringify('{}'),
    });
    expect(workerSpell.list('__installation_spell_status__').map((text) => JSON.parse(text))).toEqual([
      { message: '', state: 'INSTALLATION_SUCCESSFUL', timestamp: clock.nowSec },
    ]);
    expect(workerSpell.triggerConfig.clock).toEqual({
      start_sec: clock.nowSec + 600,
      end_sec: 0,
      period_sec: 600,
    });
    expect(workerSpell.nextRunMs).toBe((clock.nowSec + 600) * 1000);
    for (const alias of ['svc', 'spl', 'worker-spell'])
      expect(peer.holder(alias)).toMatchObject({ ownerId: workerId });
  });

  it('has the worker spell run a period later, not before', async () => {
    const peer = await startWorkerPeer();
    await peer.deploy({ services: [keeper('svc')] });
    expect(peer.aquamarine.ids).toEqual([]);
    peer.clock.advance(599_000);
    await peer.store.transaction(() => {});
    expect(peer.aquamarine.ids).toEqual([]);
    peer.clock.advance(1_000);
    await expect.poll(() => peer.aquamarine.ids).toEqual([`spell_${peer.workerSpell.spellId}_0`]);
  });

  it('is told by observe, to whoever asks', async () => {
    const peer = await startWorkerPeer();
    expect(await peer.deployments.observe(DEAL)).toMatchObject({
      observed: { worker: { id: undefined, active: true }, items: [] },
      ipfs: IPFS,
    });
    await peer.deploy(BASE);
    const { definition } = await peer.requestFor(BASE);
    const seen = await peer.deployments.observe(DEAL.toLowerCase().replace('0x', ''));
    expect(seen).toMatchObject({
      observed: { worker: { id: peer.workerId, active: true } },
      record: { items: { svc: { kind: 'service' }, spl: { kind: 'spell' } } },
      definition: JSON.stringify(definition),
      clocks: JSON.stringify('{}'),
    });
    expect(JSON.parse(seen.status!)).toMatchObject({ state: 'INSTALLATION_SUCCESSFUL' });
  });
});

describe('a deployment of what is there', () => {
  it('writes nothing at all, also after a restart', async () => {
    const peer = await deployed();
    for (const life of [1, 2]) {
      const each = life === 1 ? peer : await restarted(peer);
      const { changes } = each.store;
      const report = await each.deploy(BASE);
      expect([report.error, doneIn(report)]).toEqual([undefined, []]);
      expect(each.store.changes).toBe(changes);
    }
  });

  it('a changed service keeps its files, and the note follows', async () => {
    const peer = await deployed();
    await peer.keep('mine', 'x');
    const former = peer.holder('svc')!;
    const wants = { ...BASE, services: [keeper('svc', 1)] };
    expect(doneIn(await peer.deploy(wants))).toEqual(['update spell worker-spell', 'update service svc']);
    expect(await peer.kept('mine')).toBe('x');
    const now = peer.holder('svc')!;
    expect(now.serviceId).not.toBe(former.serviceId);
    expect(peer.services().map(({ serviceId }) => serviceId)).toEqual([now.serviceId]);
    expect(peer.workerSpell.value('svc')).toBe(now.serviceId);
    expect(peer.workerSpell.value('blueprint:svc')).toBe(now.blueprintId);
    expect(peer.host.services.modules.list()).toHaveLength(1);
    expect(doneIn(await peer.deploy(wants))).toEqual([]);
  });

  it.each([
    ['script', { air: '(seq (null) (null))' }, '1'],
    ['clock', { triggerConfig: clockTrigger(7) }, '1'],
    ['initial values', { kv: { period: 2 } }, '2'],
    ['everything', { air: '(never)', triggerConfig: clockTrigger(7), kv: { period: 2 } }, '2'],
  ])('a spell whose %s changed keeps what it noted itself', async (_, changes, period) => {
    const peer = await deployed();
    const { spellId } = peer.spell('spl');
    await peer.spells.update(peer.scope, 'spl', { strings: { count: '41' }, push: { list: 'a' } });
    const wants = { ...BASE, spells: [spellOf('spl', changes)] };
    expect(doneIn(await peer.deploy(wants))).toEqual(['update spell worker-spell', 'update spell spl']);
    const now = peer.spell('spl');
    expect(now.spellId).toBe(spellId);
    expect([now.value('count'), now.list('list'), now.value('period')]).toEqual(['41', ['a'], period]);
    const { air, triggerConfig, kv } = wants.spells[0]!;
    expect([now.script, now.triggerConfig]).toEqual([air, triggerConfig]);
    expect(peer.workerSpell.value('init_args:spl')).toBe(jsonCid(kv));
    expect(peer.workerSpell.value('trigger_config:spl')).toBe(triggerDigest(triggerConfig));
    expect(doneIn(await peer.deploy(wants))).toEqual([]);
  });

  it('initial values that the spell changed itself stay, while they are wanted as before', async () => {
    const peer = await deployed();
    await peer.spells.update(peer.scope, 'spl', { strings: { period: '99' } });
    await peer.deploy({ ...BASE, spells: [spellOf('spl', { air: '(never)' })] });
    expect(peer.spell('spl').value('period')).toBe('99');
  });

  it('of several initial values only those that are wanted anew are written', async () => {
    const peer = await startWorkerPeer();
    const wants = (period: number) => ({ spells: [spellOf('spl', { kv: { period, other: 1 } })] });
    await peer.deploy(wants(1));
    await peer.spells.update(peer.scope, 'spl', { strings: { other: '99' } });
    await peer.deploy(wants(2));
    await peer.deploy(wants(3));
    expect(['period', 'other'].map((key) => peer.spell('spl').value(key))).toEqual(['3', '99']);
  });

  it('a spell of the script that another one has gets it', async () => {
    const peer = await deployed();
    const wants = {
      ...BASE,
      spells: [spellOf('spl'), spellOf('twin'), spellOf('other', { air: '(never)' })],
    };
    expect((await peer.deploy(wants)).error).toBeUndefined();
    expect(['spl', 'twin', 'other'].map((alias) => peer.spell(alias).script)).toEqual([
      '(null)',
      '(null)',
      '(never)',
    ]);
    const swapped = { ...BASE, spells: [spellOf('spl', { air: '(never)' }), spellOf('other')] };
    await peer.deploy(swapped);
    expect(['spl', 'other'].map((alias) => peer.spell(alias).script)).toEqual(['(never)', '(null)']);
  });

  it('what is not wanted any more is left and told, and goes when it is pruned', async () => {
    const peer = await deployed();
    const left = await peer.deploy({ request: { prune: false } });
    expect(doneIn(left)).toEqual(['update spell worker-spell', 'leave service svc', 'leave spell spl']);
    expect(peer.services()).toHaveLength(1);
    expect(doneIn(await peer.deploy({ request: { prune: false } }))).toEqual([
      'leave service svc',
      'leave spell spl',
    ]);
    const pruned = await peer.deploy({});
    expect(doneIn(pruned)).toEqual(['remove service svc', 'remove spell spl']);
    expect(peer.spells.list(peer.scope)).toEqual([peer.workerSpell.spellId]);
    expect(peer.services()).toEqual([]);
    for (const key of ['svc', 'blueprint:svc', 'spl', 'trigger_config:spl', 'init_args:spl'])
      expect(peer.workerSpell.value(key), key).toBeUndefined();
    expect(doneIn(await peer.deploy({}))).toEqual([]);
  });

  it('a service and a spell that change names for each other’s kind are replaced', async () => {
    const peer = await deployed();
    const wants = { services: [keeper('spl')], spells: [spellOf('svc')] };
    expect((await peer.deploy(wants)).error).toBeUndefined();
    expect(peer.holder('spl')?.serviceType).toBe('service');
    expect(peer.holder('svc')?.serviceType).toBe('spell');
    expect(peer.workerSpell.value('blueprint:svc')).toBeUndefined();
    expect(doneIn(await peer.deploy(wants))).toEqual([]);
  });

  it('names that every object has are names', async () => {
    const peer = await startWorkerPeer();
    const wants = { services: [keeper('constructor')], spells: [spellOf('toString')] };
    expect((await peer.deploy(wants)).error).toBeUndefined();
    const { changes } = peer.store;
    expect(doneIn(await peer.deploy(wants))).toEqual([]);
    expect(peer.store.changes).toBe(changes);
    expect(peer.workerSpell.value('constructor')).toBe(peer.holder('constructor')!.serviceId);
    const next = { services: [keeper('constructor', 1)], spells: [spellOf('toString', { air: '(never)' })] };
    expect((await peer.deploy(next)).error).toBeUndefined();
    expect(doneIn(await peer.deploy(next))).toEqual([]);
  });
});

describe('what somebody else has', () => {
  it('under a wanted alias is a conflict, and nothing is touched', async () => {
    const peer = await startWorkerPeer();
    await peer.deploy({});
    const { scope } = peer;
    const { services } = peer.host;
    const [{ cid, load, name }] = keeper('svc').modules as [ServiceDistro['modules'][0]];
    await services.modules.add(name, await load());
    const blueprintId = await services.blueprints.add({ name: 'theirs', dependencies: [cid] });
    const ownerId = peer.creator.peerId;
    const theirs = await services.create({ scope, blueprintId, ownerId, alias: 'svc' });
    const { changes } = peer.store;
    const { error } = await peer.deploy(BASE);
    expect(error).toMatchObject({
      code: 'ALIAS_CONFLICT',
      message: expect.stringContaining(`alias 'svc' is held by service ${theirs} of ${ownerId}`),
    });
    expect(peer.store.changes).toBe(changes);
    expect(peer.holder('svc')?.serviceId).toBe(theirs);
    expect(peer.workerSpell.triggerConfig.clock.period_sec).toBe(600);
  });

  it('a deactivated worker is not activated behind its owner’s back', async () => {
    const peer = await deployed();
    await peer.host.workers.deactivate(DEAL, peer.creator.peerId);
    const { changes } = peer.store;
    const { error } = await peer.deploy({ ...BASE, spells: [] });
    expect(error).toMatchObject({
      code: 'WORKER_REFUSED',
      message: expect.stringContaining(`worker ${peer.workerId} is deactivated`),
    });
    expect(peer.store.changes).toBe(changes);
    await peer.host.workers.activate(DEAL, peer.creator.peerId);
    expect((await peer.deploy({ ...BASE, spells: [] })).error).toBeUndefined();
  });

  it('a worker is for its creator, the host and its management', async () => {
    const peer = await deployed();
    const { changes } = peer.store;
    await expect(peer.deploy({ services: [] }, peer.stranger)).rejects.toMatchObject({
      code: 'WORKER_REFUSED',
      message: `Worker ${peer.workerId} can be deployed to only by worker creator ${peer.creator.peerId}, host or a host manager`,
    });
    expect(peer.store.changes).toBe(changes);
    for (const [by, period] of [
      [peer.creator, 2],
      [peer.management, 3],
      [peer.keyPair, 4],
    ] as const) {
      const wants = { ...BASE, spells: [spellOf('spl', { kv: { period } })] };
      expect(doneIn(await peer.deploy(wants, by))).toContain('update spell spl');
    }
  });

  it('a stranger who began before the creator had made the worker has no part in it', async () => {
    const peer = await startWorkerPeer();
    let made: Promise<unknown> | undefined;
    peer.onFetch = async () => {
      made ??= peer.host.workers.create({ dealId: DEAL, creatorPeerId: peer.creator.peerId });
      await made;
    };
    await expect(peer.deploy(BASE, peer.stranger)).rejects.toMatchObject({ code: 'WORKER_REFUSED' });
    expect(peer.host.services.list(peer.scope)).toEqual([]);
  });

  it('who may not make workers makes none', async () => {
    const peer = await startWorkerPeer({ openWorkers: false });
    await expect(peer.deploy(BASE, peer.stranger)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('Only management or host peer can create worker'),
    });
    expect(peer.host.workers.list()).toEqual([]);
    expect((await peer.deploy(BASE, peer.management)).error).toBeUndefined();
  });
});

describe('a deployment that fails', () => {
  it('for a module that does not link says so, has the worker spell rest, and the next one completes it', async () => {
    const peer = await startWorkerPeer();
    const { error } = await peer.deploy({ ...BASE, services: [BAD] });
    expect(error).toMatchObject({ code: 'STEP_FAILED', step: "install service 'svc'" });
    expect(peer.states()).toEqual(['INSTALLATION_FAILED']);
    expect(JSON.parse(peer.workerSpell.list('__installation_spell_status__')[0]!).message).toBe(
      error!.message,
    );
    expect(peer.workerSpell.triggerConfig).toEqual(NO_TRIGGERS);
    expect(peer.workerSpell.nextRunMs).toBeUndefined();
    expect(peer.services()).toEqual([]);

    expect((await peer.deploy(BASE)).error).toBeUndefined();
    expect(peer.states()).toEqual(['INSTALLATION_FAILED', 'INSTALLATION_SUCCESSFUL']);
    expect(peer.workerSpell.triggerConfig.clock.period_sec).toBe(600);
    expect(peer.services()).toHaveLength(1);
    expect(doneIn(await peer.deploy(BASE))).toEqual([]);
  });

  it('for a successor that does not link leaves the service and its files', async () => {
    const peer = await deployed();
    await peer.keep('mine', 'x');
    const { error } = await peer.deploy({ ...BASE, services: [BAD] });
    expect(error).toMatchObject({ step: "update service 'svc'" });
    expect(await peer.kept('mine')).toBe('x');
    expect(doneIn(await peer.deploy(BASE))).toEqual(['update spell worker-spell']);
    expect(await peer.kept('mine')).toBe('x');
    expect(peer.workerSpell.triggerConfig.clock.period_sec).toBe(600);
  });

  it('for a file that cannot be read names it', async () => {
    const peer = await startWorkerPeer();
    const request = await peer.requestFor(BASE);
    const { signal } = new AbortController();
    const { script } = request.spells[0]!;
    peer.files.delete(script);
    await expect(peer.deployments.deploy(request, peer.creator.peerId, signal)).rejects.toMatchObject({
      code: 'ASSET_UNREADABLE',
      message: expect.stringContaining(script),
    });
    expect(peer.host.workers.list()).toEqual([]);

    const again = await peer.requestFor(BASE);
    const { file } = again.services[0]!.modules[0]!;
    peer.files.delete(file);
    const { error } = await peer.deployments.deploy(again, peer.creator.peerId, signal);
    expect(error?.message).toContain(`module keeper (${file}) cannot be read from IPFS: block was not found`);
    expect(peer.states()).toEqual(['INSTALLATION_FAILED']);
  });

  it.each([
    ['another script', (cid: string) => [cid, Buffer.from('(never)')] as const, 'is something else'],
    [
      'a script that is no text',
      () => [cidOf(Uint8Array.of(0xff)), Uint8Array.of(0xff)] as const,
      'is no UTF-8',
    ],
    [
      'a script longer than a block',
      () => {
        const long = Buffer.from(' '.repeat(262_145));
        return [cidOf(long), long] as const;
      },
      'has 262145 bytes, 262144 at most',
    ],
  ])('%s on IPFS is refused before anything is done', async (_, put, reason) => {
    const peer = await startWorkerPeer();
    const request = await peer.requestFor(BASE);
    const [script, bytes] = put(request.spells[0]!.script);
    peer.files.set(script, bytes);
    const spells = [{ ...request.spells[0]!, script }];
    const { signal } = new AbortController();
    await expect(
      peer.deployments.deploy({ ...request, spells }, peer.creator.peerId, signal),
    ).rejects.toMatchObject({ code: 'ASSET_CORRUPT', message: expect.stringContaining(reason) });
    expect(peer.host.workers.list()).toEqual([]);
  });

  it('for another module on IPFS leaves none of it on the peer', async () => {
    const peer = await startWorkerPeer();
    const request = await peer.requestFor({ services: [keeper('svc')] });
    peer.files.set(request.services[0]!.modules[0]!.file, unlinked);
    const { signal } = new AbortController();
    const { error } = await peer.deployments.deploy(request, peer.creator.peerId, signal);
    expect(error?.cause).toMatchObject({ code: 'ASSET_CORRUPT' });
    expect(peer.host.services.modules.list()).toEqual([]);
  });

  it('a script keeps its mark of the byte order: it is part of what the CID names', async () => {
    const peer = await startWorkerPeer();
    const wants = { spells: [spellOf('spl', { air: '\uFEFF(null)' })] };
    expect((await peer.deploy(wants)).error).toBeUndefined();
    expect(doneIn(await peer.deploy(wants))).toEqual([]);
  });

  it('whose time is over before its turn touches nothing', async () => {
    const peer = await deployed();
    const { changes } = peer.store;
    const late = AbortSignal.abort(new Error('the particle expired'));
    await expect(peer.deploy({ services: [] }, peer.creator, late)).rejects.toThrow('the particle expired');
    expect(peer.store.changes).toBe(changes);
  });

  it('a service of no module that can be run is nobody’s first', async () => {
    const peer = await startWorkerPeer();
    const { error } = await peer.deploy({ services: [serviceOf('svc')] });
    expect(error?.step).toBe("install service 'svc'");
    expect(peer.services()).toEqual([]);
  });
});

describe('a clock that has ended', () => {
  const ending = (endSec: number) =>
    spellOf('spl', {
      triggerConfig: {
        ...clockTrigger(1),
        clock: { start_sec: 1, end_sec: endSec, period_sec: 1 },
      },
    });

  it('blocks nothing: it is told, and does not run', async () => {
    const peer = await startWorkerPeer();
    const wants = { spells: [ending(peer.clock.nowSec - 5)] };
    const report = await peer.deploy(wants);
    expect(report.error).toBeUndefined();
    expect(report.warnings).toEqual([
      expect.stringMatching(/clock of spell 'spl' ended at 2023-11-14T.*does not run/),
    ]);
    expect(peer.spell('spl').nextRunMs).toBeUndefined();
    expect(peer.aquamarine.ids).toEqual([]);
    const again = await peer.deploy(wants);
    expect([doneIn(again), again.warnings]).toEqual([[], report.warnings]);
    expect(peer.workerSpell.logs().map(({ message }) => message)).toContainEqual(
      JSON.stringify(['note', report.warnings[0]]),
    );
  });

  it('between plan and installation is told as well', async () => {
    const peer = await startWorkerPeer();
    const wants = { services: [keeper('svc')], spells: [ending(peer.clock.nowSec + 5)] };
    const module = keeper('svc').modules[0]!.cid;
    peer.onFetch = async (cid) => {
      if (cid === module) peer.clock.advance(10_000);
    };
    const report = await peer.deploy(wants);
    expect(report.error).toBeUndefined();
    expect(report.warnings).toEqual([expect.stringContaining("clock of spell 'spl' ended")]);
    expect(peer.spell('spl').nextRunMs).toBeUndefined();
    expect(doneIn(await peer.deploy(wants))).toEqual([]);
  });

  it('after the deployment is no change', async () => {
    const peer = await startWorkerPeer();
    const wants = { spells: [ending(peer.clock.nowSec + 5)] };
    expect((await peer.deploy(wants)).warnings).toEqual([]);
    peer.clock.advance(10_000);
    const { changes } = peer.store;
    expect(doneIn(await peer.deploy(wants))).toEqual([]);
    expect(peer.store.changes - changes).toBeLessThanOrEqual(10);
  });
});
