import { describe, expect, it } from 'vitest';
import { keeper } from '../utils/keeper.js';
import { spellOf } from '../utils/packages.js';
import { jsonCid, upstreamInstalls } from '../utils/upstream-worker.js';
import { doneIn, startWorkerPeer } from '../utils/worker-peer.js';

const ARGS = { 10: 'ten', 9: { b: 1, a: [null] }, period: 1 };
const BASE = {
  services: [keeper('svc')],
  spells: [spellOf('spl', { kv: ARGS }), spellOf('bare', { kv: {} })],
};

async function adopted() {
  const peer = await startWorkerPeer();
  await upstreamInstalls(peer, BASE);
  return peer;
}

describe('a worker that upstream’s installation spell made', () => {
  it('is taken over as it is: all is kept, initial values by their CID', async () => {
    const peer = await adopted();
    await peer.keep('mine', 'x');
    const { changes } = peer.store;
    const report = await peer.deploy(BASE);
    expect([report.error, doneIn(report)]).toEqual([undefined, []]);
    expect(report.steps.map(({ alias }) => alias)).toEqual(['w', 'worker-spell', 'svc', 'spl', 'bare']);
    expect(peer.store.changes).toBe(changes);
  });

  it('has one thing changed, and the rest, also values that a spell changed itself, stays for good', async () => {
    const peer = await adopted();
    await peer.keep('mine', 'x');
    await peer.spells.update(peer.scope, 'spl', { strings: { period: '99' } });
    const services = [keeper('svc', 1)];
    expect(doneIn(await peer.deploy({ ...BASE, services }))).toEqual([
      'update spell worker-spell',
      'update service svc',
    ]);
    expect(await peer.kept('mine')).toBe('x');
    // The journal is ours now, and must know what the notes knew.
    expect(doneIn(await peer.deploy({ ...BASE, services }))).toEqual([]);
    const spells = [{ ...BASE.spells[0]!, air: '(never)' }, BASE.spells[1]!];
    expect(doneIn(await peer.deploy({ services, spells }))).toEqual([
      'update spell worker-spell',
      'update spell spl',
    ]);
    expect(doneIn(await peer.deploy({ services, spells }))).toEqual([]);
    expect(peer.spell('spl').value('period')).toBe('99');
  });

  it('has other initial values written', async () => {
    const peer = await adopted();
    const spells = [spellOf('spl', { kv: { ...ARGS, period: 2 } }), BASE.spells[1]!];
    expect(doneIn(await peer.deploy({ ...BASE, spells }))).toContain('update spell spl');
    expect(peer.spell('spl').value('period')).toBe('2');
    expect(peer.workerSpell.value('init_args:spl')).toBe(jsonCid({ ...ARGS, period: 2 }));
    expect(doneIn(await peer.deploy({ ...BASE, spells }))).toEqual([]);
  });

  it('loses what is not wanted any more only when it is pruned', async () => {
    const peer = await adopted();
    const left = await peer.deploy({ request: { prune: false } });
    expect(doneIn(left)).toEqual(
      expect.arrayContaining(['leave service svc', 'leave spell spl', 'leave spell bare']),
    );
    expect(doneIn(await peer.deploy({}))).toEqual(
      expect.arrayContaining(['remove service svc', 'remove spell spl', 'remove spell bare']),
    );
    expect(peer.services()).toEqual([]);
    expect(doneIn(await peer.deploy({}))).toEqual([]);
  });

  it('that goes on working beside ours is believed: what it made or gave anew counts', async () => {
    const peer = await startWorkerPeer();
    await peer.deploy(BASE);
    const { scope } = peer;
    // A definition of upstream’s CLI with other initial values: the worker spell gives them to the same spell.
    await peer.spells.update(scope, 'spl', { data: { period: 7 } });
    await peer.spells.update(scope, 'worker-spell', {
      strings: { 'init_args:spl': jsonCid({ ...ARGS, period: 7 }) },
    });
    const seven = { ...BASE, spells: [spellOf('spl', { kv: { ...ARGS, period: 7 } }), BASE.spells[1]!] };
    expect(doneIn(await peer.deploy(seven))).not.toContain('update spell spl');
    expect(doneIn(await peer.deploy(BASE))).toContain('update spell spl');
    expect(peer.spell('spl').value('period')).toBe('1');
  });

  it('and was cut off has its nameless service removed, nobody else’s', async () => {
    const peer = await adopted();
    const { scope, workerId } = peer;
    const { blueprintId } = peer.holder('svc')!;
    const { services } = peer.host;
    const leftovers = [1, 2].map(() => services.create({ scope, blueprintId, ownerId: workerId }));
    const ids = await Promise.all(leftovers);
    const theirs = await services.create({ scope, blueprintId, ownerId: peer.creator.peerId });
    const report = await peer.deploy(BASE);
    expect(report.error).toBeUndefined();
    expect(
      report.steps
        .filter(({ action }) => action === 'remove')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids.sort());
    expect(
      peer
        .services()
        .map(({ serviceId }) => serviceId)
        .sort(),
    ).toEqual([theirs, peer.holder('svc')!.serviceId].sort());
    expect(doneIn(await peer.deploy(BASE))).toEqual([]);
  });

  it('whose journal somebody spoilt is known by its notes', async () => {
    const peer = await startWorkerPeer();
    await peer.deploy(BASE);
    for (const spoilt of [
      '{',
      '[]',
      '{"version":1}',
      '{"version":"1","dependsOn":[],"items":{"svc":{"kind":"x"}}}',
    ]) {
      await peer.spells.update(peer.scope, 'worker-spell', { strings: { h_deployment: spoilt } });
      expect(doneIn(await peer.deploy(BASE)), spoilt).toEqual([]);
    }
    expect(doneIn(await peer.deploy({ ...BASE, services: [keeper('svc', 1)] }))).toContain(
      'update service svc',
    );
  });
});
