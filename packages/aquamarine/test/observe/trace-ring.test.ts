import type { TraceEntry, TraceEvent } from '@noctiluca/particle';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTraceRing } from '../../src/observe/trace-ring.js';

const sent = (to: string): TraceEvent => ({ kind: 'sent', to, bytes: 1 });
const received = (from: string): TraceEvent => ({ kind: 'received', from, bytes: 1 });
const arrived = (initPeerId: string, timestamp = 0): TraceEvent => ({
  kind: 'arrived',
  ...{ scope: 'host', bytes: 0, initPeerId, timestamp, ttlMs: 1_000, script: 'hash' },
});
const ran = (calls: number, retCode = 0): TraceEvent => ({
  kind: 'interpreted',
  ...{ scope: 'host', retCode, calls, nextPeers: [], waitMs: 0, durationMs: 1, bytes: 1 },
  ...(retCode !== 0 && { error: 'broken' }),
});

describe('trace ring', () => {
  it('gives the events of a particle, oldest first, with number, time and id', () => {
    let nowMs = 5;
    const ring = createTraceRing({ nowMs: () => nowMs++ });
    expect(['a', 'b', 'a'].map((id, i) => ring.record(id, sent(`${i}`)))).toEqual([1, 2, 3]);
    expect(ring.trace('a')).toEqual([
      { seq: 1, atUs: 5_000, particleId: 'a', kind: 'sent', to: '0', bytes: 1 },
      { seq: 3, atUs: 7_000, particleId: 'a', kind: 'sent', to: '2', bytes: 1 },
    ]);
    expect(ring.trace('unknown')).toEqual([]);
    expect(ring.trace().map(({ particleId }) => particleId)).toEqual(['a', 'b', 'a']);
  });

  it('stays within its bytes, and keeps the newest of each particle', () => {
    const record = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), by: fc.constantFrom('x', 'y') });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 300 }), (records) => {
        const ring = createTraceRing({ maxBytes: 16_000 });
        const model: TraceEvent[] = [];
        for (const { id, by } of records) {
          ring.record(id, arrived(`${by}${id}`));
          model.push(arrived(`${by}${id}`));
          expect(ring.bytes).toBeLessThanOrEqual(16_000);
        }
        for (const id of ['a', 'b', 'c', 'd']) {
          const kept = ring.trace(id);
          const all = records.flatMap((each, i) => (each.id === id ? [i + 1] : []));
          expect(kept.map(({ seq }) => seq)).toEqual(all.slice(all.length - kept.length));
        }
      }),
    );
  });

  it('takes from who has most, and from nobody below his part', () => {
    const ring = createTraceRing({ maxBytes: 100_000 });
    ring.record('small', arrived('quiet'));
    for (let i = 0; i < 2_000; i++) ring.record(`flood-${i}`, arrived('loud'));
    expect(ring.trace('small')).toHaveLength(1);
    expect(ring.entries({ author: 'loud' }).length).toBeGreaterThan(100);
    expect(ring.trace('flood-0')).toEqual([]);
  });

  it('has a neighbour pay for what was not let in, whomever it names', () => {
    const ring = createTraceRing({ maxBytes: 50_000 });
    ring.record('mine', received('neighbour'));
    ring.record('mine', arrived('author'));
    for (let i = 0; i < 1_000; i++) ring.record(`forged-${i}`, received('stranger'));
    expect(ring.trace('mine').map(({ kind }) => kind)).toEqual(['received', 'arrived']);
  });

  it('gives what is asked for: after a number, of a kind, of an author, so many', () => {
    const ring = createTraceRing();
    for (const [id, author] of [
      ['a', 'x'],
      ['b', 'y'],
      ['c', 'x'],
    ] as const) {
      ring.record(id, arrived(author));
      ring.record(id, sent(author));
    }
    const seqs = (entries: readonly TraceEntry[]) => entries.map(({ seq }) => seq);
    expect(seqs(ring.entries({ since: 2 }))).toEqual([3, 4, 5, 6]);
    expect(seqs(ring.entries({ since: 2, limit: 2 }))).toEqual([3, 4]);
    expect(seqs(ring.entries({ limit: 2 }))).toEqual([5, 6]);
    expect(seqs(ring.entries({ kind: 'sent' }))).toEqual([2, 4, 6]);
    expect(seqs(ring.entries({ author: 'x', kind: 'arrived' }))).toEqual([1, 5]);
    expect(seqs(ring.entries({ particleId: 'b', since: 3 }))).toEqual([4]);
  });

  it('keeps so many entries of one particle', () => {
    const ring = createTraceRing();
    for (let i = 0; i < 10_010; i++) ring.record('a', sent('x'));
    expect(ring.trace('a')).toHaveLength(10_000);
    expect(ring.trace('a')[0]?.seq).toBe(11);
  });

  it('gives so many entries and particles at once', () => {
    const ring = createTraceRing();
    for (let i = 0; i < 11_000; i++) ring.record(`${i}`, sent('x'));
    expect(ring.entries({ limit: 1e9 })).toHaveLength(10_000);
    expect(ring.particles({ limit: 1e9 })).toHaveLength(1_000);
  });

  it('tells followers of each entry until they leave', () => {
    const ring = createTraceRing();
    const heard: number[] = [];
    const leave = ring.follow(({ seq }) => heard.push(seq));
    ring.record('a', sent('x'));
    leave();
    ring.record('a', sent('x'));
    expect(heard).toEqual([1]);
  });

  it.each<[string, readonly TraceEvent[], object]>([
    ['is at work', [arrived('x'), ran(1)], { outcome: 'running', runs: 1, calls: 0 }],
    ['expired with a call open', [arrived('x', -2_000), ran(1)], { outcome: 'expired' }],
    ['went back to its author', [arrived('x'), ran(0), sent('x')], { outcome: 'returned', sends: 1 }],
    ['went on', [arrived('x'), ran(0), sent('y')], { outcome: 'sent-on' }],
    ['has nothing left to do', [arrived('x'), ran(0)], { outcome: 'done' }],
    ['was broken by AquaVM', [arrived('x'), ran(0, 10_001)], { outcome: 'failed', reason: 'broken' }],
    [
      'was dropped',
      [arrived('x'), ran(0), { kind: 'dropped', stage: 'send', reason: 'not-found', detail: 'to y' }],
      { outcome: 'failed', reason: 'not-found: to y', drops: 1 },
    ],
    [
      'lost a branch and went back all the same',
      [arrived('x'), ran(0), { kind: 'dropped', stage: 'send', reason: 'not-found' }, sent('x')],
      { outcome: 'returned', drops: 1 },
    ],
  ])('says of a particle that it %s', (_what, events, expected) => {
    const ring = createTraceRing({ nowMs: () => 0 });
    for (const event of events) ring.record('p', event);
    const [summary] = ring.particles();
    expect(summary).toMatchObject({ particleId: 'p', author: 'x', script: 'hash', seq: 1, ...expected });
    expect(summary?.entries).toBe(events.length);
  });

  it('lists particles newest first, by pages, spells when they are asked for', () => {
    const ring = createTraceRing();
    for (const id of ['1', '2', 'spell_3', '4']) ring.record(id, arrived('x'));
    const ids = (query: Parameters<typeof ring.particles>[0]) =>
      ring.particles(query).map(({ particleId }) => particleId);
    expect(ids({})).toEqual(['4', '2', '1']);
    expect(ids({ limit: 1 })).toEqual(['4']);
    expect(ids({ before: 4, limit: 1 })).toEqual(['2']);
    expect(ids({ spells: true })).toEqual(['4', 'spell_3', '2', '1']);
    expect(ids({ author: 'nobody' })).toEqual([]);
    expect(ids({ outcome: 'failed' })).toEqual([]);
  });

  it.each<TraceEvent>([
    { ...(ran(0, 1) as TraceEvent & { kind: 'interpreted' }), error: 'E'.repeat(999) },
    { kind: 'dropped', stage: 'avm', reason: 'avm-trap', detail: 'E'.repeat(999) },
    { kind: 'noticed', peerId: 'p', code: 'not-found', text: 'E'.repeat(999) },
    { kind: 'received', from: 'E'.repeat(999), bytes: 1 },
    { kind: 'sent', to: 'E'.repeat(999), bytes: 1 },
    {
      kind: 'called',
      scope: 's',
      callId: 1,
      serviceId: 'E'.repeat(999),
      functionName: 'E'.repeat(999),
      args: 'E'.repeat(999),
      retCode: 1,
      error: 'E'.repeat(999),
      durationMs: 1,
    },
  ])('cuts long texts of $kind', (event) => {
    const ring = createTraceRing({ textLimit: 20 });
    ring.record('E'.repeat(1_000), event);
    const [entry] = ring.trace('E'.repeat(1_000));
    const { particleId, ...rest } = entry!;
    expect(particleId).toHaveLength(512);
    const texts = Object.values(rest).filter((value) => typeof value === 'string');
    expect(texts.filter((value) => value === `${'E'.repeat(19)}…`).length).toBeGreaterThan(0);
    expect(Math.max(...texts.map((value) => value.length))).toBe(20);
  });

  it('names so many next peers of a run', () => {
    const ring = createTraceRing();
    const nextPeers = Array.from({ length: 1_000 }, (_, i) => `peer ${i}`);
    ring.record('p', { ...(ran(0) as TraceEvent & { kind: 'interpreted' }), nextPeers });
    expect(ring.trace('p')[0]).toMatchObject({ nextPeers: nextPeers.slice(0, 64) });
  });
});
