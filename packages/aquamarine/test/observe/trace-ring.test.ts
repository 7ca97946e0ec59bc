import type { TraceEntry, TraceEvent } from '@noctiluca/particle';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTraceRing } from '../../src/observe/trace-ring.js';

const sent = (to: string): TraceEvent => ({ kind: 'sent', to, bytes: 1 });

describe('trace ring', () => {
  it('gives the events of a particle, oldest first, with time and id', () => {
    let nowMs = 5;
    const ring = createTraceRing({ nowMs: () => nowMs++ });
    ring.record('a', sent('1'));
    ring.record('b', sent('2'));
    ring.record('a', sent('3'));
    expect(ring.trace('a')).toEqual([
      { atMs: 5, particleId: 'a', kind: 'sent', to: '1', bytes: 1 },
      { atMs: 7, particleId: 'a', kind: 'sent', to: '3', bytes: 1 },
    ]);
    expect(ring.trace('unknown')).toEqual([]);
    expect(ring.trace().map(({ particleId }) => particleId)).toEqual(['a', 'b', 'a']);
  });

  it('holds what a plain list of the last entries would hold', () => {
    const record = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), to: fc.string({ maxLength: 3 }) });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.array(record, { maxLength: 80 }),
        (capacity, records) => {
          let nowMs = 0;
          const ring = createTraceRing({ capacity, nowMs: () => nowMs++ });
          const model: TraceEntry[] = [];
          records.forEach(({ id, to }, atMs) => {
            ring.record(id, sent(to));
            model.push({ atMs, particleId: id, kind: 'sent', to, bytes: 1 });
            if (model.length > capacity) model.shift();
            expect(ring.trace()).toEqual(model);
            for (const each of ['a', 'b', 'c', 'd']) {
              expect(ring.trace(each)).toEqual(model.filter(({ particleId }) => particleId === each));
            }
          });
        },
      ),
    );
  });

  it.each<TraceEvent>([
    {
      kind: 'interpreted',
      scope: 's',
      retCode: 1,
      error: 'E'.repeat(999),
      calls: 0,
      nextPeers: 0,
      durationMs: 1,
    },
    { kind: 'dropped', stage: 'avm', reason: 'avm-trap', detail: 'E'.repeat(999) },
    { kind: 'noticed', peerId: 'p', code: 'not-found', text: 'E'.repeat(999) },
    { kind: 'received', from: 'E'.repeat(999), bytes: 1 },
    { kind: 'sent', to: 'E'.repeat(999), bytes: 1 },
    {
      kind: 'called',
      scope: 's',
      serviceId: 'E'.repeat(999),
      functionName: 'E'.repeat(999),
      retCode: 1,
      error: 'E'.repeat(999),
      durationMs: 1,
    },
  ])('cuts long texts of $kind', (event) => {
    const ring = createTraceRing({ textLimit: 20 });
    ring.record('E'.repeat(1_000), event);
    const [entry] = ring.trace('E'.repeat(1_000));
    const texts = Object.values(entry ?? {}).filter((value) => typeof value === 'string');
    expect(texts.filter((value) => value === `${'E'.repeat(19)}…`).length).toBeGreaterThan(1);
    expect(Math.max(...texts.map((value) => value.length))).toBe(20);
  });
});
