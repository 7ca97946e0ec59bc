import { describe, expect, it } from 'vitest';
import { CallClock } from '../../src/limits/call-clock.js';
import { BUFFER, RESULT, wasiWorld } from '../utils/wasi-world.js';

const INPUT = 1024;

function world(clock?: CallClock) {
  const w = wasiWorld({}, clock);
  const sleep = (i: number, ns: bigint, id = 1): void => {
    w.dv.setBigUint64(INPUT + 48 * i, BigInt(100 + i), true);
    w.dv.setUint8(INPUT + 48 * i + 8, 0);
    w.dv.setUint32(INPUT + 48 * i + 16, id, true);
    w.dv.setBigUint64(INPUT + 48 * i + 24, ns, true);
  };
  const ready = (i: number, fd: number): void => {
    w.dv.setBigUint64(INPUT + 48 * i, BigInt(100 + i), true);
    w.dv.setUint8(INPUT + 48 * i + 8, 1);
    w.dv.setUint32(INPUT + 48 * i + 16, fd, true);
  };
  const poll = (count: number): number => w.call('poll_oneoff', INPUT, BUFFER, count, RESULT);
  const event = (i: number): [bigint, number, number] => [
    w.dv.getBigUint64(BUFFER + 32 * i, true),
    w.dv.getUint16(BUFFER + 32 * i + 8, true),
    w.dv.getUint8(BUFFER + 32 * i + 10),
  ];
  return { ...w, sleep, ready, poll, event };
}

describe('poll_oneoff', () => {
  it('sleeps until the first clock and reports it', () => {
    const { sleep, poll, event, result } = world();
    sleep(0, 3_600_000_000_000n);
    sleep(1, 2_000_000n);
    const before = performance.now();
    expect([poll(2), result()]).toEqual([0, 1]);
    expect(performance.now() - before).toBeGreaterThanOrEqual(2);
    expect(event(0)).toEqual([101n, 0, 0]);
  });

  it('does not sleep when a descriptor is ready, or bad', () => {
    const { sleep, ready, poll, event, result } = world();
    sleep(0, 3_600_000_000_000n);
    ready(1, 1);
    ready(2, 77);
    expect([poll(3), result()]).toEqual([0, 2]);
    expect([event(0), event(1)]).toEqual([
      [101n, 0, 1],
      [102n, 8, 1],
    ]);
  });

  it('ends with the deadline of the call', () => {
    const clock = new CallClock();
    const { sleep, poll } = world(clock);
    sleep(0, 3_600_000_000_000n);
    clock.begin(20);
    expect(() => poll(1)).toThrow(expect.objectContaining({ code: 'CALL_DEADLINE' }));
    expect(clock.expired).toBe(true);
  });

  it('refuses no and too many subscriptions, unknown kinds and pointers outside', () => {
    const { poll, call, u8 } = world();
    expect([poll(0), poll(5000), call('poll_oneoff', -1, BUFFER, 1, RESULT)]).toEqual([28, 28, 21]);
    u8[INPUT + 8] = 9;
    expect(poll(1)).toBe(28);
  });
});
