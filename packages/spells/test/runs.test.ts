import { HOST_SCOPE } from '@noctiluca/host';
import { BEGIN_MS, type FakeClock } from '@noctiluca/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { every, onConnections, startTestPeer, type TestPeer } from './utils/test-peer.js';

let peer: TestPeer;
afterEach(() => peer.destroy());

describe('what is known of the runs of a spell', () => {
  it('is how many there were and when the last began, by whatever trigger, after a restart too', async () => {
    peer = await startTestPeer({ init: { overlap: 'allow' } });
    const spellId = await peer.install(every(10));
    const view = () => peer.spells.get(HOST_SCOPE, spellId)!;
    expect(view()).toMatchObject({ runs: 1, lastRunMs: BEGIN_MS });
    (peer.clock as FakeClock).advance(25_000);
    await peer.settled();
    const { runs, lastRunMs } = view();
    expect(runs).toBeGreaterThan(1);
    expect(lastRunMs).toBeGreaterThan(BEGIN_MS);
    peer = await peer.restart({ scheduling: false });
    expect(view()).toMatchObject({ runs, lastRunMs });
    await peer.spells.update(HOST_SCOPE, spellId, { triggerConfig: onConnections(true, false) });
    expect(view()).toMatchObject({ runs, lastRunMs, nextRunMs: undefined });
  });

  it('is nothing before the first, and counts connections', async () => {
    peer = await startTestPeer();
    const spellId = await peer.install(onConnections(true, false));
    const view = () => peer.spells.get(HOST_SCOPE, spellId)!;
    expect(view()).toMatchObject({ runs: 0, lastRunMs: undefined });
    peer.connect({ kind: 'connected', peerId: 'somebody' });
    await peer.settled();
    expect(view()).toMatchObject({ runs: 1, lastRunMs: BEGIN_MS });
  });

  it('is the newest of its errors, of whatever particle, until it is gone', async () => {
    peer = await startTestPeer();
    const spellId = await peer.install();
    const view = () => peer.spells.get(HOST_SCOPE, spellId);
    expect(view()?.lastError()).toBeUndefined();
    const store = async (message: string) => {
      const error = { error_code: 1, instruction: '', message, peer_id: '' };
      await peer.result('errorHandlingSrv', 'error', [error, 0], peer.asSpell(spellId));
    };
    await store('one');
    await store('two');
    const particleId = `spell_${spellId}_0`;
    expect(view()?.lastError()).toMatchObject({ particleId, error: { message: 'two' } });
    await peer.spells.remove(HOST_SCOPE, spellId);
    expect(view()).toBeUndefined();
  });

  it('is beside what it keeps, in the order of the keys', async () => {
    peer = await startTestPeer();
    const spellId = await peer.install();
    await peer.spells.update(HOST_SCOPE, spellId, { strings: { b: '2', a: '1' }, push: { c: 'x' } });
    const values = [...peer.spells.get(HOST_SCOPE, spellId)!.values()];
    expect(values).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
  });
});
