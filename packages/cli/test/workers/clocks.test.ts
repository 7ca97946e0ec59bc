import { describe, expect, it } from 'vitest';
import { readClocks, recordedClocks, resolveTriggers } from '../../src/workers/clocks.js';
import { wantedSpell } from '../utils/wanted.js';

const clock = { periodSec: 60, endDelaySec: 1800 };
const spell = wantedSpell('tick', { clock });
const then = recordedClocks([spell], resolveTriggers([spell], {}, 1000));
/** Through the JSON that a worker spell keeps. */
const kept = (clocks: unknown) => readClocks(JSON.parse(JSON.stringify(clocks)));
const endOf = (spells: Parameters<typeof resolveTriggers>[0], clocks: ReturnType<typeof readClocks>) =>
  resolveTriggers(spells, clocks, 1500).get('tick')?.config.clock.end_sec;

describe('clocks that count from their deployment', () => {
  it('stay as they were while the spell stays the same', () => {
    expect(endOf([spell], kept(then))).toBe(2800);
  });

  it.each([
    ['another delay', { clock: { periodSec: 60, endDelaySec: 60 } }, 1560],
    ['no delay', { clock: { periodSec: 60 } }, 0],
    ['another script', { clock, script: 'other' }, 3300],
    ['other initial arguments', { clock, initArgs: { x: 1 } }, 3300],
  ])('start anew with %s', (_what, changes, end) => {
    expect(endOf([wantedSpell('tick', changes)], kept(then))).toBe(end);
  });

  it('stay whatever else changed where an older version recorded them', () => {
    const { of: _, ...older } = then.tick!;
    expect(endOf([wantedSpell('tick', { clock, script: 'other' })], kept({ tick: older }))).toBe(2800);
    expect(endOf([wantedSpell('tick', { clock: { ...clock, endDelaySec: 9 } })], kept({ tick: older }))).toBe(
      1509,
    );
  });

  it('are given to peers no more once they have ended, and are not begun anew', () => {
    const triggers = resolveTriggers([spell], kept(then), 2800);
    expect(triggers.get('tick')).toMatchObject({
      config: { clock: { start_sec: 0, end_sec: 0, period_sec: 0 } },
      counted: { clock: { end_sec: 2800, period_sec: 60 } },
    });
    expect(kept(recordedClocks([spell], triggers))).toEqual(then);
  });

  it('are recorded, others are not', () => {
    const all = [spell, wantedSpell('always')];
    expect(Object.keys(recordedClocks(all, resolveTriggers(all, {}, 1)))).toEqual(['tick']);
  });

  it.each([
    [null],
    ['text'],
    [{ tick: null }],
    [{ tick: { clock: {}, config: { clock: 'x' } } }],
    [{ tick: { ...then.tick, of: 1 } }],
    [{ tick: { ...then.tick, config: { ...then.tick!.config, more: 1 } } }],
  ])('are none in the record %j', (record) => {
    expect(readClocks(record)).toEqual({});
  });

  it('are not taken from what every object has', () => {
    const odd = wantedSpell('constructor', { clock });
    expect(resolveTriggers([odd], {}, 1000).get('constructor')?.config.clock.end_sec).toBe(2800);
  });
});
