import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { threadOf } from '../../src/pool/affinity.js';

describe('threadOf', () => {
  it('gives one affinity one thread, within the pool', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 64 }),
        fc.nat(0xffffffff),
        (affinity, threads, seed) => {
          const thread = threadOf(affinity, threads, seed);
          expect(thread).toBe(threadOf(affinity, threads, seed));
          expect(Number.isInteger(thread) && thread >= 0 && thread < threads).toBe(true);
        },
      ),
    );
  });

  it('spreads similar affinities evenly', () => {
    const counts = new Array<number>(8).fill(0);
    for (let i = 0; i < 8000; i += 1) counts[threadOf(`particle-${i}:host`, 8, 12345)]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(800);
    expect(Math.max(...counts)).toBeLessThan(1200);
  });

  it('places affinities otherwise in another pool', () => {
    const place = (seed: number) => Array.from({ length: 64 }, (_, i) => threadOf(`p${i}`, 8, seed)).join();
    expect(place(1)).not.toBe(place(2));
  });
});
