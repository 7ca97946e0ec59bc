import { describe, expect, it } from 'vitest';
import { isRelative, triggerConfig } from '../../src/spells/trigger-config.js';

const NOW = 1_795_289_623;

describe('triggerConfig', () => {
  it.each([
    ['no period: never', {}, { start_sec: 0, end_sec: 0, period_sec: 0 }],
    ['a period alone: from now on', { periodSec: 60 }, { start_sec: 1, end_sec: 0, period_sec: 60 }],
    ['period 0: once', { periodSec: 0 }, { start_sec: 1, end_sec: 0, period_sec: 0 }],
    [
      'delays count from now',
      { periodSec: 5, startDelaySec: 10, endDelaySec: 1800 },
      { start_sec: NOW + 10, end_sec: NOW + 1800, period_sec: 5 },
    ],
    [
      'timestamps are taken as they are',
      { periodSec: 5, startTimestamp: '2030-01-01T00:00:00Z', endTimestamp: '2031-01-01T00:00:00.400Z' },
      { start_sec: 1_893_456_000, end_sec: 1_924_992_000, period_sec: 5 },
    ],
    [
      'a start at 0 is never',
      { periodSec: 5, startTimestamp: '1970-01-01T00:00:00Z' },
      { start_sec: 0, end_sec: 0, period_sec: 0 },
    ],
  ])('%s', (_what, clock, expected) => {
    expect(triggerConfig('s', clock, NOW)).toEqual({
      blockchain: { start_block: 0, end_block: 0 },
      clock: expected,
      connections: { connect: false, disconnect: false },
    });
  });

  it('refuses an end before the start', () => {
    const clock = { periodSec: 1, startDelaySec: 10, endDelaySec: 5 };
    expect(() => triggerConfig('s', clock, NOW)).toThrow('Start time must be earlier than end time');
  });

  it.each([
    ['startDelaySec', 'start_sec'],
    ['endDelaySec', 'end_sec'],
  ] as const)('counts %s as far as peers can, and refuses more', (key, field) => {
    const last = 2 ** 32 - 1 - NOW;
    expect(triggerConfig('s', { periodSec: 1, [key]: last }, NOW).clock[field]).toBe(2 ** 32 - 1);
    expect(() => triggerConfig('s', { periodSec: 1, [key]: last + 1 }, NOW)).toThrow(
      expect.objectContaining({
        code: 'PROJECT_INVALID',
        message: expect.stringMatching(new RegExp(`"s" is wrong: ${key}: .* to 2106-02-07T06:28:15Z$`)),
      }),
    );
  });

  it('does not depend on the time zone of the machine', () => {
    const clock = { periodSec: 1, endTimestamp: '2099-02-01T00:00:00' };
    expect(() => triggerConfig('s', clock, NOW)).toThrow(
      'endTimestamp: "2099-02-01T00:00:00" has no time zone',
    );
  });
});

describe('isRelative', () => {
  it.each([
    [{ periodSec: 1, endDelaySec: 1 }, true],
    [{ periodSec: 1, startDelaySec: 0 }, true],
    [{ periodSec: 1 }, false],
    [{ endDelaySec: 1 }, false],
  ])('%j: %s', (clock, expected) => {
    expect(isRelative(clock)).toBe(expected);
  });
});
