import { expect, it } from 'vitest';
import { Origins } from '../../src/peers/origins.js';

it('a connection is known by the particles that came through it, and no other is', () => {
  const origins = new Origins();
  const [one, other] = [{}, {}];
  origins.came(one, 'p1');
  expect([origins.has(one, 'p1'), origins.has(other, 'p1'), origins.has(one, 'p2')]).toEqual([
    true,
    false,
    false,
  ]);
});

it('the newest particles of a connection are remembered, of others as many', () => {
  const origins = new Origins();
  const [busy, quiet] = [{}, {}];
  origins.came(quiet, 'first');
  for (let i = 0; i < 1000; i++) origins.came(busy, `p${i}`);
  expect(origins.has(busy, 'p999')).toBe(true);
  expect(origins.has(busy, 'p0')).toBe(false);
  expect(origins.has(quiet, 'first')).toBe(true);
});

it('an id that no honest program has is not kept', () => {
  const origins = new Origins();
  const connection = {};
  origins.came(connection, 'x'.repeat(1000));
  expect(origins.has(connection, 'x'.repeat(1000))).toBe(false);
});
