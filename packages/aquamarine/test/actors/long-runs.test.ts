import type { AvmCapacity } from '@noctiluca/avm';
import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { flush } from '@noctiluca/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { makePeer } from '../utils/make-peer.js';
import { ScriptedAvm } from '../utils/scripted-parts.js';

const CAPACITY: AvmCapacity = { threads: 1, window: 32, slow: 1, deadlineMs: 8_000 };

let peer: Awaited<ReturnType<typeof makePeer>>;
beforeEach(async () => {
  const avm = Object.assign(new ScriptedAvm(), { capacity: CAPACITY });
  peer = await makePeer({}, undefined, undefined, { avm });
});

let count = 0;
const authors = new Map<string, ReturnType<typeof generateKeyPair>>();

/** A particle of an author, through a connection. */
async function come(author: string, from = author, ttl = 60_000): Promise<string> {
  const keyPair = authors.get(author) ?? generateKeyPair();
  authors.set(author, keyPair);
  const id = `${author} ${++count}`;
  const particle = createParticle({ id, script: '(null)', ttl, timestampMs: peer.clock.nowMs(), keyPair });
  await peer.aquamarine.ingest({ particle, from, bytes: 1 });
  return id;
}

const runOf = (id: string) => peer.avm.runs.filter(({ request }) => request.particleId === id).at(-1)!;
const isRun = (id: string) => peer.avm.runs.some(({ request }) => request.particleId === id);

describe('a run that others wait behind', () => {
  it('is begun again where it keeps nobody waiting, with the same data', async () => {
    const id = await come('a');
    expect(runOf(id).options).toEqual({ group: 'a' });
    runOf(id).fail('AVM_PREEMPTED', 100);
    await flush();
    expect(peer.avm.runs).toHaveLength(2);
    expect(runOf(id).options).toEqual({
      isSlow: true,
      group: authors.get('a')!.peerId,
      patienceMs: 400,
      deadlineMs: 8_000,
    });
    expect(peer.dropped()).toEqual([]);
  });

  it('has further ones of its author go there at once; others go on as before', async () => {
    runOf(await come('a')).fail('AVM_PREEMPTED', 100);
    await flush();
    const [next, other] = [await come('a'), await come('b')];
    expect(runOf(next).options?.isSlow).toBe(true);
    expect(runOf(other).options).toEqual({ group: 'b' });
  });

  it('gets more time there each time it gives way again', async () => {
    const id = await come('a');
    const patience = [];
    for (let i = 0; i < 4; i++) {
      runOf(id).fail('AVM_PREEMPTED', 100);
      await flush();
      patience.push(runOf(id).options?.patienceMs);
    }
    expect(patience).toEqual([400, 1_600, 6_400, 25_600]);
  });

  it('is forgiven when the next ones are short', async () => {
    const long = await come('a');
    runOf(long).fail('AVM_PREEMPTED', 100);
    await flush();
    runOf(long).finish({ runMs: 120 });
    await flush();
    for (let i = 0; i < 4; i++) {
      runOf(await come('a')).finish({ runMs: 1 });
      await flush();
    }
    expect(runOf(await come('a')).options).toEqual({ group: 'a' });
  });

  it('that did not begin is no fault of its author', async () => {
    const id = await come('a');
    runOf(id).fail('AVM_PREEMPTED', 0);
    await flush();
    expect(runOf(id).options).toEqual({ group: 'a' });
  });
});

describe('runs past the deadline', () => {
  it('have their author get half the time each time, down to a second', async () => {
    const deadlines = [];
    runOf(await come('a')).fail('AVM_PREEMPTED', 100);
    for (let i = 0; i < 5; i++) {
      await flush();
      const run = peer.avm.last;
      deadlines.push(run.options?.deadlineMs);
      run.fail('AVM_DEADLINE', run.options!.deadlineMs!);
      await flush();
      await come('a');
    }
    expect(deadlines).toEqual([8_000, 4_000, 2_000, 1_000, 1_000]);
  });
});

describe('what is handed to the AVM ahead', () => {
  it('takes little time: more is handed over as runs end', async () => {
    const ids = [];
    for (let i = 0; i < 100; i++) ids.push(await come('a'));
    const before = peer.avm.runs.length;
    expect(before).toBeLessThan(CAPACITY.window);
    runOf(ids[0]!).finish({ runMs: 1 });
    await flush();
    expect(peer.avm.runs.length).toBe(before + 1);
  });

  it('leaves room for others: they come next, before the rest of whoever was first', async () => {
    for (let i = 0; i < 100; i++) await come('a');
    const other = await come('b');
    expect(isRun(other)).toBe(false);
    peer.avm.runs[0]!.finish({ runMs: 1 });
    await flush();
    expect(isRun(other)).toBe(true);
  });
});

describe('many authors with long runs through one connection', () => {
  it('make all that comes through it slow, and nothing else', async () => {
    for (let i = 0; i < 3; i++) {
      runOf(await come(`made up ${i}`, 'one')).fail('AVM_PREEMPTED', 100);
      await flush();
    }
    const [next, other] = [await come('made up 9', 'one'), await come('honest', 'two')];
    await flush();
    expect(isRun(next) ? runOf(next).options?.isSlow : true).toBe(true);
    expect(runOf(other).options).toEqual({ group: 'two' });
  });
});
