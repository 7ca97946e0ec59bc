import { HOST_SCOPE } from '@noctiluca/host';
import { generateKeyPair, verifyParticle } from '@noctiluca/particle';
import { BEGIN_MS, FakeClock } from '@noctiluca/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { MAX_CAUGHT_UP } from '../src/constants.js';
import { NO_TRIGGERS } from '../src/index.js';
import {
  every,
  onBlocks,
  onConnections,
  SCRIPT,
  startTestPeer,
  type TestPeer,
  type TestPeerOptions,
} from './utils/test-peer.js';

const BEGIN_SEC = BEGIN_MS / 1000;

let peers: TestPeer[] = [];
afterEach(async () => {
  await Promise.all(peers.map((peer) => peer.destroy()));
  peers = [];
});

async function start(options: TestPeerOptions = {}) {
  const clock = new FakeClock();
  const peer = await startTestPeer({ clock, ...options });
  peers.push(peer);
  return { peer, clock };
}

async function restarted(peer: TestPeer, changes: Partial<TestPeerOptions> = {}) {
  const again = await peer.restart(changes);
  peers = [...peers.filter((one) => one !== peer), again];
  return again;
}

const numbers = ({ aquamarine }: TestPeer) => aquamarine.ids.map((id) => Number(id.split('_')[2]));
const triggerOf = async (peer: TestPeer, spellId: string) => {
  const { value } = (await peer.result(spellId, 'get_string', ['hw_trigger'])) as { value: string };
  return JSON.parse(value) as unknown;
};
const counterOf = async (peer: TestPeer, spellId: string) =>
  ((await peer.result(spellId, 'get_u32', ['hw_counter'])) as { value: number }).value;

async function advance(clock: FakeClock, seconds: number, peer: TestPeer) {
  for (let i = 0; i < seconds; i++) {
    clock.advance(1_000);
    await peer.settled();
  }
}

describe('a run (spec/nox.md §5.3)', () => {
  it('is a signed particle of the host that carries the script, its number and the trigger', async () => {
    const { peer } = await start({ init: { particleTtlMs: 7_000 } });
    const before = Date.now();
    const spellId = await peer.install(every(10));
    await peer.settled();
    const [run] = peer.aquamarine.runs;
    const { particle } = run!;
    expect(particle).toMatchObject({
      id: `spell_${spellId}_0`,
      initPeerId: peer.keyPair.peerId,
      ttl: 7_000,
      script: SCRIPT,
      data: new Uint8Array(),
    });
    // Particles live by the system's clock, whatever the spells' says.
    expect(particle.timestamp).toBeGreaterThanOrEqual(before);
    expect(verifyParticle(particle)).toEqual({ ok: true });
    expect(await counterOf(peer, spellId)).toBe(1);
    expect(await triggerOf(peer, spellId)).toEqual({ timer: [{ timestamp: BEGIN_SEC }], peer: [] });
  });

  it('on a worker is signed by the worker', async () => {
    const { peer } = await start();
    const { scope, workerId } = await peer.newWorker();
    await peer.spells.install({ scope, script: SCRIPT, data: {}, triggerConfig: every(0) });
    await peer.settled();
    const { particle } = peer.aquamarine.runs[0]!;
    expect(particle.initPeerId).toBe(workerId);
    expect(verifyParticle(particle)).toEqual({ ok: true });
  });

  it('by a block of the chain says which', async () => {
    const { peer } = await start();
    const spellId = await peer.install(onBlocks(3));
    peer.block(2);
    peer.block(3);
    await peer.settled();
    expect(await triggerOf(peer, spellId)).toEqual({ timer: [], peer: [], blockchain: [{ block: 3 }] });
    expect(numbers(peer)).toEqual([0]);
  });

  it('by a connection says whose', async () => {
    const { peer } = await start();
    const spellId = await peer.install(onConnections(true, true));
    const { peerId } = generateKeyPair();
    peer.connect({ kind: 'connected', peerId });
    await peer.settled();
    expect(await triggerOf(peer, spellId)).toEqual({
      timer: [],
      peer: [{ peer_id: peerId, connected: true }],
    });
    peer.connect({ kind: 'disconnected', peerId });
    await peer.settled();
    expect(await triggerOf(peer, spellId)).toEqual({
      timer: [],
      peer: [{ peer_id: peerId, connected: false }],
    });
    expect(numbers(peer)).toEqual([0, 1]);
  });

  it('counts up, at the right times', async () => {
    const { peer, clock } = await start();
    const spellId = await peer.install(every(1));
    await peer.settled();
    await advance(clock, 60, peer);
    expect(numbers(peer)).toEqual(Array.from({ length: 61 }, (_, i) => i));
    expect(await triggerOf(peer, spellId)).toEqual({ timer: [{ timestamp: BEGIN_SEC + 60 }], peer: [] });
    expect(await peer.metric('spell_particles_created_total')).toBe(61);
    expect(await peer.metric('spell_runs_total', { ended: 'quiet' })).toBe(61);
  });

  it('that fails leaves its error with the spell', async () => {
    const { peer } = await start();
    peer.aquamarine.endsAtOnce = false;
    const spellId = await peer.install(every(0));
    await peer.settled();
    peer.aquamarine.runs[0]!.end({ ended: 'quiet', failure: { retCode: 10_006, message: 'no luck' } });
    await peer.settled();
    expect(await peer.result(spellId, 'get_errors', [`spell_${spellId}_0`])).toEqual([
      {
        last_error: { error_code: 10_006, instruction: '', message: 'no luck', peer_id: peer.keyPair.peerId },
        error_idx: 0,
      },
    ]);
    expect(await peer.metric('spell_run_failures_total')).toBe(1);
  });

  it('of a spell that was removed meanwhile does not come to be, and stops nothing', async () => {
    const { peer, clock } = await start();
    const gone = await peer.install(every(10), 'gone');
    const stays = await peer.install(every(10));
    await peer.settled();
    // Behind the back of the bus, as when a trigger is on its way.
    await peer.host.services.remove(HOST_SCOPE, gone, peer.keyPair.peerId, 'spell');
    await advance(clock, 20, peer);
    expect(peer.aquamarine.ids.filter((id) => id.includes(gone))).toHaveLength(1);
    expect(peer.aquamarine.ids.filter((id) => id.includes(stays))).toHaveLength(3);
    expect(await peer.metric('spell_triggers_skipped_total', { reason: 'gone' })).toBe(1);
    expect(peer.spells.describe?.()).toMatchObject({ scheduled: 1 });
  });
});

describe('while a run is under way', () => {
  it('the clock is left out, which shows', async () => {
    const { peer, clock } = await start();
    peer.aquamarine.endsAtOnce = false;
    const spellId = await peer.install(every(1));
    await peer.settled();
    await advance(clock, 5, peer);
    expect(numbers(peer)).toEqual([0]);
    expect(peer.spells.get(HOST_SCOPE, spellId)?.isRunning).toBe(true);
    expect(await peer.metric('spell_triggers_skipped_total', { reason: 'overlap' })).toBe(5);
    peer.aquamarine.runs[0]!.end();
    await peer.settled();
    await advance(clock, 1, peer);
    expect(numbers(peer)).toEqual([0, 1]);
  });

  it('it runs beside itself when that is allowed', async () => {
    const { peer, clock } = await start({ init: { overlap: 'allow' } });
    peer.aquamarine.endsAtOnce = false;
    await peer.install(every(1));
    await advance(clock, 3, peer);
    expect(numbers(peer)).toEqual([0, 1, 2, 3]);
  });
});

describe('before scheduling starts', () => {
  it('nothing runs', async () => {
    const { peer, clock } = await start({ scheduling: false });
    await peer.install(every(1));
    await advance(clock, 3, peer);
    expect(numbers(peer)).toEqual([]);
    peer.spells.startScheduling();
    await peer.settled();
    expect(numbers(peer)).toEqual([0]);
    await advance(clock, 2, peer);
    expect(numbers(peer)).toEqual([0, 1, 2]);
  });
});

describe('a change', () => {
  it('of the triggers is in force at once', async () => {
    const { peer, clock } = await start();
    const spellId = await peer.install(every(100));
    await peer.settled();
    const by = { by: peer.management };
    await peer.result('spell', 'update_trigger_config', [spellId, every(2, BEGIN_SEC + 1)], by);
    await advance(clock, 5, peer);
    expect(numbers(peer)).toEqual([0, 1, 2, 3]);
    await peer.result('spell', 'update_trigger_config', [spellId, NO_TRIGGERS], by);
    await advance(clock, 10, peer);
    expect(numbers(peer)).toEqual([0, 1, 2, 3]);
  });

  it('of the script keeps the counter and the clock', async () => {
    const { peer, clock } = await start();
    const spellId = await peer.install(every(10));
    await advance(clock, 5, peer);
    await peer.spells.update(HOST_SCOPE, spellId, { script: '(seq (null) (null))' });
    await advance(clock, 5, peer);
    expect(peer.aquamarine.runs.map(({ particle }) => [particle.id.split('_')[2], particle.script])).toEqual([
      ['0', SCRIPT],
      ['1', '(seq (null) (null))'],
    ]);
    expect(peer.spells.get(HOST_SCOPE, spellId)?.version).toBe(2);
  });

  it('ends the triggers of a spell that is removed', async () => {
    const { peer, clock } = await start();
    await peer.install(every(1), 'mine');
    await peer.settled();
    await peer.spells.remove(HOST_SCOPE, 'mine');
    await advance(clock, 3, peer);
    expect(numbers(peer)).toEqual([0]);
    expect(peer.spells.describe?.()).toMatchObject({ scheduled: 0 });
  });
});

describe('after a restart', () => {
  it('every spell goes on where it was, in the rhythm it had', async () => {
    const { peer, clock } = await start();
    const spellId = await peer.install(every(10));
    await advance(clock, 25, peer);
    clock.jump(7_000);
    const again = await restarted(peer);
    await again.settled();
    expect(numbers(again)).toEqual([]);
    await advance(clock, 8, again);
    expect(numbers(again)).toEqual([3]);
    expect(await triggerOf(again, spellId)).toEqual({ timer: [{ timestamp: BEGIN_SEC + 40 }], peer: [] });
  });

  it.each([
    { catchUp: 'once', expected: 1 },
    { catchUp: 'all', expected: MAX_CAUGHT_UP },
  ] as const)('periods that passed meanwhile are made up for: $catchUp', async ({ catchUp, expected }) => {
    const { peer, clock } = await start({ init: { catchUp } });
    await peer.install(every(10));
    await peer.settled();
    clock.jump(10_000 * (MAX_CAUGHT_UP + 50));
    const again = await restarted(peer);
    await again.settled(expected + 2);
    expect(numbers(again)).toHaveLength(expected);
    expect(await again.metric('spell_triggers_skipped_total', { reason: 'missed' })).toBe(
      MAX_CAUGHT_UP + 50 - expected,
    );
  });

  it('a finished spell stays and does not run', async () => {
    const { peer, clock } = await start();
    const once = await peer.install(every(0));
    const ending = await peer.install(every(10, 1, BEGIN_SEC + 5));
    const later = await peer.install(every(0, BEGIN_SEC + 100));
    await peer.settled();
    const again = await restarted(peer);
    await advance(clock, 50, again);
    expect(numbers(again)).toEqual([]);
    expect(again.spells.list(HOST_SCOPE).sort()).toEqual([once, ending, later].sort());
    await advance(clock, 50, again);
    expect(again.aquamarine.ids).toEqual([`spell_${later}_0`]);
  });

  it('one that was installed and never ran runs', async () => {
    const { peer } = await start({ scheduling: false });
    const spellId = await peer.install(every(0));
    const again = await restarted(peer, { scheduling: true });
    await again.settled();
    expect(again.aquamarine.ids).toEqual([`spell_${spellId}_0`]);
  });

  it('one that cannot be restored stays, and the others run', async () => {
    const { peer } = await start({ scheduling: false });
    const broken = await peer.install(every(0));
    const whole = await peer.install(every(0));
    await peer.store.transaction(() => peer.store.table('spells').remove(broken));
    const again = await restarted(peer, { scheduling: true });
    await again.settled();
    expect(again.aquamarine.ids).toEqual([`spell_${whole}_0`]);
    expect(again.spells.list(HOST_SCOPE)).toContain(broken);
    expect(again.spells.describe?.()).toMatchObject({
      spellsNotRestored: [{ spellId: broken, reason: `Spell ${broken} has no stored triggers` }],
    });
    await again.spells.remove(HOST_SCOPE, broken);
    expect(again.spells.list(HOST_SCOPE)).toEqual([whole]);
    expect(again.spells.describe?.()).toMatchObject({ spellsNotRestored: [] });
  });
});

describe('spells of a worker', () => {
  async function withWorker() {
    const { peer, clock } = await start();
    const { scope } = await peer.newWorker();
    const install = { scope, script: SCRIPT, data: {} };
    const first = await peer.spells.install({ ...install, triggerConfig: every(10), alias: 'worker-spell' });
    const second = await peer.spells.install({ ...install, triggerConfig: onConnections(true, false) });
    await peer.settled();
    const by = { by: peer.management };
    const runs = () => peer.aquamarine.ids.map((id) => (id.includes(first) ? 'first' : 'second'));
    return { peer, clock, scope, first, second, by, runs };
  }
  const event = { kind: 'connected', peerId: 'p' } as const;

  it('rest while it is inactive, and have every trigger again afterwards', async () => {
    const { peer, clock, scope, first, by, runs } = await withWorker();
    await peer.result('worker', 'deactivate', ['deal'], by);
    peer.connect(event);
    await advance(clock, 25, peer);
    expect(runs()).toEqual(['first']);
    expect(peer.spells.get(scope, first)?.triggerConfig).toEqual(every(10));
    await peer.result('worker', 'activate', ['deal'], by);
    peer.connect(event);
    await peer.settled();
    await advance(clock, 5, peer);
    expect(runs()).toEqual(['first', 'second', 'first']);
  });

  it('rest after a restart too, and what is changed meanwhile comes into force later', async () => {
    const { peer, clock, scope, first, by } = await withWorker();
    await peer.result('worker', 'deactivate', ['deal'], by);
    const again = await restarted(peer);
    again.connect(event);
    await again.spells.update(scope, first, { triggerConfig: every(1) });
    await advance(clock, 25, again);
    expect(again.aquamarine.ids).toEqual([]);
    await again.result('worker', 'activate', ['deal'], { by: again.management });
    await advance(clock, 2, again);
    expect(again.aquamarine.ids.length).toBeGreaterThan(1);
  });

  it('go with it', async () => {
    const { peer, clock, scope, by } = await withWorker();
    await peer.result('worker', 'remove', [scope.workerId], by);
    peer.connect(event);
    await advance(clock, 20, peer);
    expect(peer.aquamarine.ids).toHaveLength(1);
    expect(peer.spells.describe?.()).toMatchObject({ scheduled: 0 });
    expect([...peer.store.table('spell-scripts').entries()]).toEqual([]);
  });
});

describe('when the peer stops', () => {
  it('nothing is triggered any more', async () => {
    const { peer, clock } = await start();
    await peer.install(every(1));
    await peer.settled();
    await peer.spells.stop(new AbortController().signal);
    await advance(clock, 5, peer);
    expect(numbers(peer)).toEqual([0]);
    expect(clock.pendingTimers).toBe(0);
  });
});
