import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lastingClock, systemClock } from '../src/clock.js';

const DAY_MS = 24 * 3600 * 1000;

describe.each([
  ['the system clock', systemClock],
  ['the lasting clock', lastingClock],
])('%s', (_name, clock) => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([-5, 0, 20, 60 * DAY_MS])('calls once after %i ms, and not before', (delayMs) => {
    const run = vi.fn();
    clock.schedule(run, delayMs);
    vi.advanceTimersByTime(Math.max(0, delayMs - 1));
    if (delayMs > 0) expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60 * DAY_MS);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it.each([20, 60 * DAY_MS])('calls nothing that was cancelled, %i ms before', (delayMs) => {
    const run = vi.fn();
    const cancel = clock.schedule(run, delayMs);
    vi.advanceTimersByTime(delayMs - 1);
    cancel();
    vi.advanceTimersByTime(60 * DAY_MS);
    expect(run).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits for nothing that never comes', () => {
    clock.schedule(() => {}, Number.POSITIVE_INFINITY)();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells the time', () => {
    vi.setSystemTime(1_700_000_000_000);
    expect(clock.nowMs()).toBe(1_700_000_000_000);
    const before = clock.monotonicMs();
    vi.advanceTimersByTime(30);
    expect(clock.monotonicMs() - before).toBeCloseTo(30);
  });
});

it('only the lasting clock keeps the process alive', () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const cancel = [systemClock.schedule(() => {}, 1000)];
  expect(timers()).toBe(before);
  cancel.push(lastingClock.schedule(() => {}, 1000));
  expect(timers()).toBe(before + 1);
  for (const end of cancel) end();
});
