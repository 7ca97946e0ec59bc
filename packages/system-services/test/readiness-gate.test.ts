import { expect, it } from 'vitest';
import { ReadinessGate } from '../src/readiness-gate.js';

it('holds what is closed until it is opened, whatever came of it', async () => {
  const gate = new ReadinessGate();
  expect(gate.opened('a')).toBeUndefined();
  gate.close(['a', 'b']);
  const opened = gate.opened('a');
  expect(opened).toBeInstanceOf(Promise);
  gate.close(['a']);
  expect(gate.opened('a')).toBe(opened);
  gate.open(['a'], 'out of order');
  await opened;
  expect([gate.opened('a'), gate.reason('a')]).toEqual([undefined, 'out of order']);
  expect(gate.opened('b')).toBeInstanceOf(Promise);
  gate.open(['a'], undefined);
  expect(gate.reason('a')).toBeUndefined();
});
