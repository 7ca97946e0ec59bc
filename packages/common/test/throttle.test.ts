import { expect, it } from 'vitest';
import { Throttle } from '../src/throttle.js';

const PAUSE_MS = 1000;

function throttled() {
  const clock = { nowMs: 0, monotonicMs: () => clock.nowMs };
  return { clock, throttle: new Throttle<string>(PAUSE_MS, clock) };
}

it('lets the first pass, and the next one when the pause is over', () => {
  const { clock, throttle } = throttled();
  expect([throttle.pass('a'), throttle.pass('a')]).toEqual([0, undefined]);
  clock.nowMs = PAUSE_MS - 1;
  expect(throttle.pass('a')).toBeUndefined();
  clock.nowMs = PAUSE_MS;
  expect(throttle.pass('a')).toBe(2);
});

it('counts what it leaves out from one to the next', () => {
  const { clock, throttle } = throttled();
  for (let n = 0; n < 5; n++) throttle.pass('a');
  clock.nowMs = 2 * PAUSE_MS;
  expect(throttle.pass('a')).toBe(4);
  clock.nowMs = 4 * PAUSE_MS;
  expect(throttle.pass('a')).toBe(0);
});

it('has each kind for itself', () => {
  const { throttle } = throttled();
  expect([throttle.pass('a'), throttle.pass('b'), throttle.pass('a')]).toEqual([0, 0, undefined]);
});
