import { expect, it } from 'vitest';
import { MAX_RECONNECT_MS, MIN_RECONNECT_MS } from '../../../src/constants.js';
import { reconnectDelayMs } from '../../../src/peer/watch/reconnect-delay.js';

it('is twice as long after each failure, up to a bound, and up to half of it is left out', () => {
  expect([1, 2, 3].map((failures) => reconnectDelayMs(failures, 0))).toEqual([
    MIN_RECONNECT_MS,
    2 * MIN_RECONNECT_MS,
    4 * MIN_RECONNECT_MS,
  ]);
  expect(reconnectDelayMs(1, 0.5)).toBe((3 / 4) * MIN_RECONNECT_MS);
  expect(reconnectDelayMs(10_000, 0)).toBe(MAX_RECONNECT_MS);
  expect(reconnectDelayMs(10_000, 1)).toBe(MAX_RECONNECT_MS / 2);
});
