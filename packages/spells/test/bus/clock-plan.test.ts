import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CatchUp,
  type ClockPlan,
  dueMs,
  firstIndexAfter,
  lateRuns,
  newSchedule,
  phaseOf,
  planOf,
} from '../../src/bus/clock-plan.js';
import { MAX_CAUGHT_UP } from '../../src/constants.js';
import { every } from '../utils/test-peer.js';

const plan = (parts: Partial<ClockPlan> = {}): ClockPlan => ({
  anchorMs: 10_000,
  periodMs: 1_000,
  endMs: undefined,
  phaseMs: 0,
  ...parts,
});

const plans = fc.record({
  anchorMs: fc.integer({ min: 0, max: 10_000 }),
  periodMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5_000 })),
  endMs: fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined }),
  phaseMs: fc.constant(0),
});

describe('the plan of a clock', () => {
  it('begins at the start, or now when that is past', () => {
    expect(newSchedule(every(60, 100), 99_000)).toEqual({ anchorMs: 100_000, nextIndex: 0 });
    expect(newSchedule(every(60, 100), 100_500)).toEqual({ anchorMs: 100_500, nextIndex: 0 });
  });

  it('is none without a start', () => {
    expect(planOf(every(60, 0), { anchorMs: 0, nextIndex: 0 }, 0)).toBeUndefined();
  });

  it('counts every run from the anchor', () => {
    expect([0, 1, 2, 1000].map((index) => dueMs(plan(), index))).toEqual([10_000, 11_000, 12_000, 1_010_000]);
  });

  it('has one run without a period', () => {
    expect([0, 1].map((index) => dueMs(plan({ periodMs: 0 }), index))).toEqual([10_000, undefined]);
  });

  it('has no run at its end or behind it, but the first', () => {
    const ending = plan({ endMs: 12_000 });
    expect([0, 1, 2].map((index) => dueMs(ending, index))).toEqual([10_000, 11_000, undefined]);
    expect(dueMs(plan({ endMs: 10_000 }), 0)).toBe(10_000);
  });

  it('spreads spells by a share of the jitter that stays theirs and is less than a period', () => {
    const phases = ['a', 'b', 'c', 'd'].map((id) => phaseOf(id, 1_000));
    expect(new Set(phases).size).toBe(4);
    for (const phase of phases) expect(phase).toBeLessThan(1_000);
    expect(phaseOf('a', 1_000)).toBe(phases[0]);
    expect(phaseOf('a', 0)).toBe(0);
    const spread = planOf(every(1, 10), { anchorMs: 10_000, nextIndex: 0 }, 5_000)!;
    expect([0, 1, 2].map((index) => dueMs(spread, index))).toEqual([10_000, 11_999, 12_999]);
  });

  it('finds the first run after any moment', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 0, max: 50_000 }), (some, ms) => {
        const index = firstIndexAfter(some, ms);
        const at = dueMs({ ...some, endMs: undefined }, index);
        const before = index === 0 ? undefined : dueMs({ ...some, endMs: undefined }, index - 1);
        if (at !== undefined) expect(at).toBeGreaterThan(ms);
        if (before !== undefined) expect(before).toBeLessThanOrEqual(ms);
      }),
    );
  });
});

describe('late runs', () => {
  it.each([
    { catchUp: 'none', isWaking: false, indices: [5], missed: 2 },
    { catchUp: 'once', isWaking: false, indices: [5], missed: 2 },
    { catchUp: 'all', isWaking: false, indices: [3, 4, 5], missed: 0 },
    { catchUp: 'none', isWaking: true, indices: [], missed: 3 },
    { catchUp: 'once', isWaking: true, indices: [5], missed: 2 },
    { catchUp: 'all', isWaking: true, indices: [3, 4, 5], missed: 0 },
  ] as const)('policy $catchUp, the peer was down: $isWaking', ({ catchUp, isWaking, indices, missed }) => {
    expect(lateRuns(plan(), 3, 15_500, catchUp, isWaking)).toEqual({ indices, missed, nextIndex: 6 });
  });

  it('a spell that never ran runs once, whatever the policy', () => {
    expect(lateRuns(plan({ periodMs: 0 }), 0, 99_000, 'none', true)).toEqual({
      indices: [0],
      missed: 0,
      nextIndex: 1,
    });
  });

  it('a finished one has none', () => {
    for (const catchUp of ['none', 'once', 'all'] as const) {
      expect(lateRuns(plan({ periodMs: 0 }), 1, 99_000, catchUp, true).indices).toEqual([]);
      expect(lateRuns(plan({ endMs: 12_000 }), 2, 99_000, catchUp, true).indices).toEqual([]);
    }
  });

  it('caught up are the newest ones, so many at most', () => {
    const { indices, missed } = lateRuns(plan(), 1, 10_000_000, 'all', true);
    expect(indices).toHaveLength(MAX_CAUGHT_UP);
    expect(indices.at(-1)).toBe(9_990);
    expect(missed).toBe(9_990 - MAX_CAUGHT_UP);
  });

  it('every run is made, left out or still to come, and none twice', () => {
    const policies = fc.constantFrom<CatchUp>('none', 'once', 'all');
    fc.assert(
      fc.property(
        plans,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 50_000 }),
        policies,
        fc.boolean(),
        (some, from, nowMs, catchUp, isWaking) => {
          const { indices, missed, nextIndex } = lateRuns(some, from, nowMs, catchUp, isWaking);
          const first = Math.min(from, nextIndex);
          const due = Array.from({ length: nextIndex - first }, (_, i) => first + i).filter(
            (index) => (dueMs(some, index) ?? Number.POSITIVE_INFINITY) <= nowMs,
          );
          expect(indices.length + missed).toBe(due.length);
          expect(due.slice(due.length - indices.length)).toEqual(indices);
        },
      ),
    );
  });
});
