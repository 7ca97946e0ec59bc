import { generateKeyPair, verifyParticle } from '@noctiluca/particle';
import { flush } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { createMemoryBudget } from '../../src/admission/memory-budget.js';
import { resolveBounds } from '../../src/bounds.js';
import { MAX_SIGNATURE_BYTES } from '../../src/constants.js';
import { makeLedger } from '../utils/holders.js';
import { makePeer } from '../utils/make-peer.js';
import { bytes } from '../utils/scripted-parts.js';

describe('dispatcher', () => {
  it('runs a particle that is in time and signed', async () => {
    const peer = await makePeer();
    const particle = peer.particle({ script: '(seq (null) (null))', data: bytes('in') });
    await peer.ingest(particle);
    expect(peer.avm.runs).toHaveLength(1);
    expect(peer.avm.last.request).toEqual({
      particleId: particle.id,
      initPeerId: peer.client.peerId,
      timestamp: particle.timestamp,
      ttl: 1_000,
      script: '(seq (null) (null))',
      prevData: new Uint8Array(0),
      data: bytes('in'),
      callResults: new Map(),
      currentPeerId: peer.keyPair.peerId,
      seed: peer.keyPair.seed,
    });
  });

  it.each([
    { id: 'expired', timestampBy: -1_001, ttl: 1_000, reason: 'expired' },
    { id: 'beyond the cap on ttl', timestampBy: 0, ttl: 24 * 3_600_000 + 1, reason: 'ttl-too-long' },
    { id: 'from the future', timestampBy: 300_001, ttl: 1_000, reason: 'from-the-future' },
  ])('drops a particle that is $id', async ({ timestampBy, ttl, reason }) => {
    const peer = await makePeer();
    await peer.ingest(peer.particle({ timestamp: peer.clock.nowMs() + timestampBy, ttl }));
    expect(peer.avm.runs).toEqual([]);
    expect(peer.dropped()).toEqual([`dispatcher ${reason}`]);
    expect(await peer.metric('particle_dropped_total', { stage: 'dispatcher', reason })).toBe(1);
    expect(peer.logs).toMatchObject([{ level: 'warn', fields: { particleId: 'particle', reason } }]);
  });

  it('counts expired particles under the name of upstream, spells apart', async () => {
    const peer = await makePeer();
    for (const id of ['spell_x_1', 'other', 'another']) {
      await peer.ingest(peer.particle({ id, timestamp: peer.clock.nowMs() - 5_000 }));
    }
    const name = 'dispatcher_particles_expired_total';
    expect(await peer.metric(name, { particle_type: 'spell' })).toBe(1);
    expect(await peer.metric(name, { particle_type: 'common' })).toBe(2);
  });

  it('takes a particle in the last millisecond of its life', async () => {
    const peer = await makePeer();
    await peer.ingest(peer.particle({ timestamp: peer.clock.nowMs() - 1_000, ttl: 1_000 }));
    expect(peer.avm.runs).toHaveLength(1);
  });

  it('drops a particle that its author did not sign', async () => {
    const peer = await makePeer();
    await peer.ingest({ ...peer.particle(), script: '(null) ' });
    await peer.ingest({ ...peer.particle(), initPeerId: generateKeyPair().peerId });
    await peer.ingest({ ...peer.particle(), initPeerId: 'nobody' });
    await peer.ingest({ ...peer.particle(), signature: new Uint8Array(1_000_000) });
    await peer.ingest({ ...peer.particle(), signature: new Uint8Array(0) });
    expect(peer.avm.runs).toEqual([]);
    expect(peer.dropped()).toEqual(Array(5).fill('dispatcher bad-signature'));
    expect(peer.facts()).toMatchObject({ actors: 0, mailbox: 0 });
  });

  it('does not look at a signature that is longer than any', async () => {
    let verified = 0;
    const verify = () => {
      verified += 1;
      return { ok: true } as const;
    };
    const peer = await makePeer({}, undefined, verify);
    await peer.ingest({ ...peer.particle(), signature: new Uint8Array(MAX_SIGNATURE_BYTES + 1) });
    expect(peer.dropped()).toEqual(['dispatcher bad-signature']);
    expect(verified).toBe(0);
    await peer.ingest({ ...peer.particle(), signature: new Uint8Array(MAX_SIGNATURE_BYTES) });
    expect(verified).toBe(1);
  });

  it('refuses a particle made here whose numbers can not be signed', async () => {
    const peer = await makePeer({ limits: { maxTtlMs: Number.POSITIVE_INFINITY } });
    await peer.aquamarine.execute({ ...peer.particle(), ttl: 2 ** 32 });
    expect(peer.dropped()).toEqual(['dispatcher bad-signature']);
  });

  it('holds what comes before the start until then, and drops it when there is none', async () => {
    const started = await makePeer({}, undefined, undefined, { start: false });
    const early = started.ingest(started.particle());
    expect(started.facts()).toMatchObject({ actors: 0 });
    await started.aquamarine.start(new AbortController().signal);
    await early;
    expect(started.facts()).toMatchObject({ actors: 1 });

    const never = await makePeer({}, undefined, undefined, { start: false });
    const lost = never.ingest(never.particle());
    await never.aquamarine.stop(new AbortController().signal);
    await lost;
    expect(never.dropped()).toEqual(['dispatcher not-running']);
  });

  it('drops everything after the stop', async () => {
    const peer = await makePeer();
    await peer.aquamarine.stop(new AbortController().signal);
    await peer.ingest(peer.particle());
    await peer.aquamarine.execute(peer.particle());
    expect(peer.dropped()).toEqual(['dispatcher not-running', 'dispatcher not-running']);
  });
});

describe('copies of a particle', () => {
  it('are checked once while the first is alive', async () => {
    let verified = 0;
    const peer = await makePeerWithVerifier((particle) => {
      verified++;
      return verifyParticle(particle);
    });
    const particle = peer.particle();
    await peer.ingest(particle);
    await peer.ingest({ ...particle, data: bytes('copy'), signature: new Uint8Array(particle.signature) });
    expect(verified).toBe(1);
    peer.avm.last.finish();
    await flush();
    expect(peer.avm.runs).toHaveLength(2);
  });

  it('are refused when anything signed differs, whatever their own signature is worth', async () => {
    const peer = await makePeer();
    const particle = peer.particle();
    await peer.ingest(particle);
    for (const change of [
      { id: 'other' },
      { script: '(null)(null)' },
      { ttl: particle.ttl + 1 },
      { timestamp: particle.timestamp + 1 },
      { initPeerId: generateKeyPair().peerId },
    ]) {
      await peer.ingest({ ...particle, ...change });
    }
    expect(peer.dropped()).toEqual(Array(5).fill('dispatcher signature-reused'));
  });

  it('are refused when the same signed bytes are split into other fields', async () => {
    const peer = await makePeer();
    // The signed text has no separators (spec/nox.md §9.2 no. 11), so one text can be read in two ways.
    peer.clock.jump(0x0200_0000_0000 - peer.clock.nowMs());
    const numbers = Buffer.alloc(12);
    numbers.writeBigUInt64LE(0x0200_0000_0000n, 0);
    numbers.writeUInt32LE(0x0700, 8);
    const hidden = numbers.toString('latin1');
    const first = peer.particle({ id: 'p', ttl: 0x0700, script: `${hidden}(null)` });
    const other = { ...first, id: `p${hidden}`, script: '(null)' };
    expect(verifyParticle(other)).toEqual({ ok: true });
    await peer.ingest(first);
    await peer.ingest(other);
    expect(peer.avm.runs).toHaveLength(1);
    expect(peer.dropped()).toEqual(['dispatcher signature-reused']);
  });

  it('are compared again after a verifier that takes its time', async () => {
    const pending: (() => void)[] = [];
    const peer = await makePeerWithVerifier(
      () => new Promise((resolve) => pending.push(() => resolve({ ok: true }))),
    );
    const particle = peer.particle();
    const both = [peer.ingest(particle), peer.ingest({ ...particle, id: 'other' })];
    await flush();
    for (const resolve of pending) resolve();
    await Promise.all(both);
    expect(peer.avm.runs).toHaveLength(1);
    expect(peer.dropped()).toEqual(['actor signature-reused']);
  });
});

describe('back-pressure', () => {
  it('holds callers while the mailboxes are half full, then lets them in, in order', async () => {
    const peer = await makePeer({ bounds: { maxQueuedParticles: 4, maxConcurrentRuns: 1 } });
    const settled: string[] = [];
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      void peer.ingest(peer.particle({ id })).then(() => settled.push(id));
    }
    await flush();
    // One runs, two wait in mailboxes, the others outside.
    expect(settled).toEqual(['a', 'b', 'c']);
    expect(peer.facts()).toMatchObject({ mailbox: 2, waiting: 2 });
    peer.avm.last.finish();
    await flush();
    expect(settled).toEqual(['a', 'b', 'c', 'd']);
    for (let i = 0; i < 4; i++) {
      peer.avm.last.finish();
      await flush();
    }
    expect(peer.avm.runs.map((run) => run.request.particleId)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(peer.dropped()).toEqual([]);
  });

  it('drops who comes when too many wait, and says so to the operator once a second', async () => {
    const peer = await makePeer({ bounds: { maxQueuedParticles: 2, maxConcurrentRuns: 1, maxWaiting: 1 } });
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      void peer.ingest(peer.particle({ id }));
      await flush();
    }
    expect(peer.dropped()).toEqual(['dispatcher overloaded', 'dispatcher overloaded']);
    expect(peer.logs.map((line) => line.level)).toEqual(['warn', 'debug']);
    peer.clock.advance(900);
    await peer.ingest(peer.particle({ id: 'f' }));
    peer.clock.advance(100);
    await peer.ingest(peer.particle({ id: 'g' }));
    expect(peer.logs.at(-1)).toMatchObject({ level: 'warn', fields: { leftOut: 2 } });
  });

  it('drops a particle that expired while it waited', async () => {
    const peer = await makePeer({ bounds: { maxQueuedParticles: 2, maxConcurrentRuns: 1 } });
    for (const id of ['a', 'b', 'c']) {
      void peer.ingest(peer.particle({ id, ttl: id === 'c' ? 10 : 1_000 }));
      await flush();
    }
    peer.clock.advance(11);
    peer.avm.last.finish();
    await flush();
    expect(peer.dropped()).toEqual(['dispatcher expired']);
  });

  it('turns many bad particles away at once when there is room again', async () => {
    const peer = await makePeer({
      bounds: { maxQueuedParticles: 2, maxConcurrentRuns: 1, maxWaiting: 50_000 },
    });
    const good = [peer.particle({ id: 'a' }), peer.particle({ id: 'b' })];
    for (const particle of good) await peer.ingest(particle);
    const bad = { ...peer.particle({ id: 'bad' }), signature: new Uint8Array(0) };
    const all = Array.from({ length: 20_000 }, () => peer.ingest(bad));
    expect(peer.facts()).toMatchObject({ waiting: 20_000 });
    peer.avm.last.finish();
    await Promise.all(all);
    expect(await peer.metric('particle_dropped_total', { reason: 'bad-signature' })).toBe(20_000);
    expect(peer.facts()).toMatchObject({ waiting: 0 });
  });

  it('bounds the bytes of particles that wait', () => {
    const { ledger, take } = makeLedger();
    const budget = createMemoryBudget(resolveBounds({ maxQueuedBytes: 100 }), ledger);
    expect(budget.hasRoom(0)).toBe(true);
    budget.posted(take('author', 1)!, 50);
    expect(budget.hasRoom(0)).toBe(false);
    expect(budget.mayQueue(50)).toBe(true);
    expect(budget.mayQueue(51)).toBe(false);
  });
});

async function makePeerWithVerifier(verify: import('../../src/index.js').ParticleVerifier) {
  return makePeer({}, undefined, verify);
}
