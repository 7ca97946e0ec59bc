import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockState, endedNote, withoutEndedClock } from '../../src/spells/clock-state.js';
import { triggerConfig } from '../../src/spells/trigger-config.js';

const NOW = 1_795_289_623;
const state = (clock: Parameters<typeof triggerConfig>[1], laterSec = 0) =>
  clockState(triggerConfig('s', clock, NOW), NOW + laterSec);

describe('clockState', () => {
  it.each([
    ['never', {}, 0],
    ['never', { startDelaySec: 5, endDelaySec: 9 }, 0],
    ['running', { periodSec: 60 }, 1e6],
    ['running', { periodSec: 0 }, 1e6],
    ['waiting', { periodSec: 60, startDelaySec: 10 }, 9],
    ['running', { periodSec: 60, startDelaySec: 10 }, 10],
    ['running', { periodSec: 60, endDelaySec: 10 }, 9],
    ['ended', { periodSec: 60, endDelaySec: 10 }, 10],
    ['ended', { periodSec: 60, endDelaySec: 0 }, 0],
    ['ended', { periodSec: 60, endTimestamp: '2023-07-06T23:59:59Z' }, 0],
  ] as const)('is %s: %j after %i s', (expected, clock, laterSec) => {
    expect(state(clock, laterSec)).toBe(expected);
  });

  it('goes one way', () => {
    const order = ['waiting', 'running', 'ended'];
    const delays = fc.record({ startDelaySec: fc.nat(100), endDelaySec: fc.integer({ min: 100, max: 200 }) });
    fc.assert(
      fc.property(delays, fc.nat(300), fc.nat(300), (clock, a, b) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)].map((sec) =>
          state({ periodSec: 1, ...clock }, sec),
        );
        expect(order.indexOf(first!)).toBeLessThanOrEqual(order.indexOf(second!));
      }),
    );
  });
});

describe('a clock that has ended', () => {
  const clock = { periodSec: 60, endDelaySec: 10 };
  const config = triggerConfig('s', clock, NOW);

  it('is told, with the moment', () => {
    expect(endedNote('tick', clock, config, NOW + 9)).toBeUndefined();
    expect(endedNote('tick', clock, config, NOW + 10)).toMatch(
      /^The clock of spell "tick" ended at 2026-11-21T\S+Z, counted from .*: the spell runs no more until its clock/,
    );
    const absolute = { periodSec: 60, endTimestamp: '2023-07-06T23:59:59Z' };
    expect(endedNote('tick', absolute, triggerConfig('s', absolute, NOW), NOW)).toMatch(/59:59Z: the spell/);
  });

  it('is left out of what peers get, and nothing else is', () => {
    expect(withoutEndedClock(config, NOW + 9)).toBe(config);
    expect(withoutEndedClock(config, NOW + 10)).toEqual(triggerConfig('s', {}, NOW));
  });
});
