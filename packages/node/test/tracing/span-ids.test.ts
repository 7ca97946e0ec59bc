import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSpanIds, isSampled, peerSpanIdOf, traceIdOf } from '../../src/tracing/span-ids.js';

describe('ids of spans', () => {
  it('are the same on every peer for the particle, and differ by peer for its span there', () => {
    expect(traceIdOf('p-1')).toMatch(/^[0-9a-f]{32}$/);
    expect(traceIdOf('p-1')).not.toBe(traceIdOf('p-2'));
    expect(peerSpanIdOf('p-1', 'a')).toMatch(/^[0-9a-f]{16}$/);
    expect(peerSpanIdOf('p-1', 'a')).not.toBe(peerSpanIdOf('p-1', 'b'));
    expect(peerSpanIdOf('p-1', 'a')).toBe(peerSpanIdOf('p-1', 'a'));
  });

  it('never repeat for further spans', () => {
    const next = createSpanIds();
    const ids = Array.from({ length: 1000 }, next);
    expect(new Set(ids).size).toBe(1000);
  });
});

describe('isSampled', () => {
  it('takes about the share it is told, and a larger share takes in a smaller one', () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => `particle-${i}`);
    const tenth = ids.filter((id) => isSampled(id, 0.1));
    expect(tenth.length).toBeGreaterThan(800);
    expect(tenth.length).toBeLessThan(1200);
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), (id, ratio) => {
        if (isSampled(id, ratio / 2)) expect(isSampled(id, ratio)).toBe(true);
        expect(isSampled(id, 1)).toBe(true);
        expect(isSampled(id, 0)).toBe(false);
      }),
    );
  });
});
