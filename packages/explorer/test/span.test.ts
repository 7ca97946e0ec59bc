import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationText, moved, showing, sinceText, ticks, zoomed } from '../src/page/model/span.js';

const WHOLE = { fromUs: 1_000, toUs: 101_000 };

describe('the time that is seen', () => {
  it('stays within all of it, whatever is done', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({
          by: fc.double({ min: 0.01, max: 100, noNaN: true }),
          at: fc.integer({ min: 0, max: 200_000 }),
        }),
        fc.record({ move: fc.integer({ min: -300_000, max: 300_000 }) }),
      ),
    );
    fc.assert(
      fc.property(steps, (all) => {
        let span = WHOLE;
        for (const step of all) {
          span = 'move' in step ? moved(span, WHOLE, step.move) : zoomed(span, WHOLE, step.by, step.at);
          expect(span.fromUs).toBeGreaterThanOrEqual(WHOLE.fromUs - 1e-6);
          expect(span.toUs).toBeLessThanOrEqual(WHOLE.toUs + 1e-6);
          expect(span.toUs).toBeGreaterThan(span.fromUs);
        }
      }),
    );
  });

  it('keeps what is under the pointer where it is', () => {
    const near = zoomed(WHOLE, WHOLE, 4, 26_000);
    expect((26_000 - near.fromUs) / (near.toUs - near.fromUs)).toBeCloseTo(0.25);
  });

  it('moves only to show what is not seen', () => {
    const span = { fromUs: 2_000, toUs: 3_000 };
    expect(showing(span, WHOLE, 2_500)).toBe(span);
    expect(showing(span, WHOLE, 50_000)).toEqual({ fromUs: 49_500, toUs: 50_500 });
  });

  it('has round moments on its axis', () => {
    expect(ticks(WHOLE, 1_000, 6)).toEqual([1_000, 21_000, 41_000, 61_000, 81_000, 101_000]);
    expect(ticks({ fromUs: 0, toUs: 1 }, 0, 5)).toHaveLength(6);
  });

  it('tells moments apart that follow each other closely', () => {
    expect([40, 12_345, 4_812_345].map(sinceText)).toEqual(['0.04 ms', '12.35 ms', '4812.3 ms']);
  });

  it('says how long something took', () => {
    expect([340, 1_234, 12_345, 4_200_000, 180_000_000].map(durationText)).toEqual([
      '340 µs',
      '1.2 ms',
      '12 ms',
      '4.2 s',
      '3 min',
    ]);
  });
});
