import type { TriggerConfig } from '@noctiluca/spells';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTriggerConfig } from '../../spells/src/trigger-config.js';
import { clockTrigger } from '../src/distro.js';
import { effective, endedNote, hasEnded, isSameTrigger } from '../src/trigger.js';
import { armed, isArmed, WORKER_SPELL_TRIGGERS } from '../src/worker/triggers.js';

const clock = (start_sec: number, end_sec: number, period_sec = 1): TriggerConfig => ({
  ...clockTrigger(period_sec, start_sec),
  clock: { start_sec, end_sec, period_sec },
});
const seconds = fc.constantFrom(0, 1, 49, 50, 51, 99, 100);
const configs = fc
  .record({
    start: seconds,
    end: seconds,
    period: fc.nat(1),
    connect: fc.boolean(),
    disconnect: fc.boolean(),
    block: fc.nat(1),
  })
  .map(({ start, end, period, connect, disconnect, block }) => ({
    clock: { start_sec: start, end_sec: end, period_sec: period },
    connections: { connect, disconnect },
    blockchain: { start_block: block, end_block: 0 },
  }));
const NOW = 50;

describe('a clock', () => {
  it.each([
    ['has ended in the second of its end', clock(1, 50), true],
    ['has ended before', clock(1, 49), true],
    ['goes on until then', clock(1, 51), false],
    ['without an end goes on', clock(1, 0), false],
    ['that is none does not end', clock(0, 49), false],
    ['that ran once, without an end, has not', clock(1, 0, 0), false],
  ])('%s', (_, config, expected) => {
    expect(hasEnded(config, NOW)).toBe(expected);
  });

  it('says in a sentence which spell and when', () => {
    expect(endedNote({ alias: 's', triggerConfig: clock(1, 49) })).toBe(
      "the clock of spell 's' ended at 1970-01-01T00:00:49.000Z: it does not run; give it a later end",
    );
  });
});

describe('what a peer is given', () => {
  it('is never refused for an end that has passed, and has all else', () => {
    fc.assert(
      fc.property(configs, (config) => {
        const given = effective(config, NOW);
        expect({ ...given, clock: config.clock }).toEqual(config);
        if (config.clock.end_sec < config.clock.start_sec && config.clock.end_sec > NOW) return;
        expect(() => checkTriggerConfig(given, NOW * 1000)).not.toThrow();
      }),
    );
  });

  it('is the same from then on, and given again it does not change', () => {
    fc.assert(
      fc.property(configs, fc.nat(60), (config, later) => {
        const given = effective(config, NOW);
        expect(isSameTrigger(given, config, NOW + later)).toBe(true);
        expect(effective(given, NOW)).toEqual(given);
      }),
    );
  });
});

describe('two configurations', () => {
  it('compare alike both ways, and with themselves', () => {
    fc.assert(
      fc.property(configs, configs, (a, b) => {
        expect(isSameTrigger(a, b, NOW)).toBe(isSameTrigger(b, a, NOW));
        expect(isSameTrigger(a, structuredClone(a), NOW)).toBe(true);
      }),
    );
  });

  it.each([
    ['start', { ...clock(1, 99), clock: { start_sec: 2, end_sec: 99, period_sec: 1 } }],
    ['end', clock(1, 98)],
    ['period', clock(1, 99, 2)],
    ['connect', { ...clock(1, 99), connections: { connect: true, disconnect: false } }],
    ['disconnect', { ...clock(1, 99), connections: { connect: false, disconnect: true } }],
    ['first block', { ...clock(1, 99), blockchain: { start_block: 1, end_block: 0 } }],
    ['last block', { ...clock(1, 99), blockchain: { start_block: 0, end_block: 1 } }],
  ])('differ by their %s', (_, other) => {
    expect(isSameTrigger(clock(1, 99), other, NOW)).toBe(false);
  });

  it('are the same when neither clock runs any more, whatever each says', () => {
    expect(isSameTrigger(clock(1, 49), clock(3, 20, 7), NOW)).toBe(true);
    expect(isSameTrigger(clock(1, 49), clock(0, 0), NOW)).toBe(true);
    expect(isSameTrigger(clock(1, 49), clock(1, 0), NOW)).toBe(false);
  });
});

it('the worker spell counts as armed whenever it began, unless its clock has another period or an end', () => {
  expect([WORKER_SPELL_TRIGGERS, armed(NOW)].map(isArmed)).toEqual([true, true]);
  expect(armed(NOW).clock).toEqual({ start_sec: NOW + 600, end_sec: 0, period_sec: 600 });
  expect([clock(1, 0, 601), clock(1, 99, 600), clock(0, 0, 600)].map(isArmed)).toEqual([false, false, false]);
});
