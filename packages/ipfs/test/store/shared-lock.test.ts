import { expect, test } from 'vitest';
import { SharedLock } from '../../src/store/shared-lock.js';

test('many share the lock; one alone waits for them, and those after for the one', async () => {
  const lock = new SharedLock();
  const order: string[] = [];
  const [first, second] = [await lock.shared(), await lock.shared()];
  const alone = lock.exclusive().then((release) => {
    order.push('alone');
    return release;
  });
  const late = lock.shared().then((release) => {
    order.push('late');
    release();
  });
  first();
  await Promise.resolve();
  order.push('second');
  second();
  (await alone)();
  await late;
  expect(order).toEqual(['second', 'alone', 'late']);
});
