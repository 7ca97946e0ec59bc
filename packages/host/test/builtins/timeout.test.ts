import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHost, type TestHost } from '../utils/test-host.js';

let at: TestHost;
beforeAll(async () => {
  at = await startTestHost();
});
afterAll(() => at.destroy());

test('peer.timeout ends when its particle is given up', async () => {
  const life = new AbortController();
  const waiting = at.error('peer', 'timeout', [50_000, 'never'], { signal: life.signal });
  life.abort();
  expect(await waiting).toMatch(/^peer\.timeout of 50000 ms was cut off: particle /);
});

test('thousands wait at once without a thread each', async () => {
  const waiting = Array.from({ length: 5000 }, (_, n) => at.result('peer', 'timeout', [20, n]));
  expect(await at.result('op', 'identity', ['at once'])).toBe('at once');
  expect(await Promise.all(waiting)).toEqual([...Array(5000).keys()]);
});
