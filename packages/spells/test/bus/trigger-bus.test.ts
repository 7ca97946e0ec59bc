import { HOST_SCOPE } from '@noctiluca/host';
import { BEGIN_MS, FakeClock } from '@noctiluca/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CatchUp } from '../../src/bus/clock-plan.js';
import { newSchedule } from '../../src/bus/clock-plan.js';
import type { SpellPlace, Trigger } from '../../src/bus/trigger.js';
import { TriggerBus, type TriggerBusInit } from '../../src/bus/trigger-bus.js';
import { MAX_SLEEP_MS } from '../../src/constants.js';
import { createSpellMetrics } from '../../src/metrics.js';
import type { TriggerConfig } from '../../src/trigger-config.js';
import { every, onBlocks, onConnections } from '../utils/test-peer.js';

const BEGIN_SEC = BEGIN_MS / 1000;

let clock: FakeClock;
let bus: TriggerBus;
let seen: { spellId: string; trigger: Trigger }[];

function build(init: Partial<TriggerBusInit> = {}, start = true) {
  seen = [];
  bus = new TriggerBus(
    { catchUp: 'none' as CatchUp, jitterMs: 0, ...init },
    {
      clock,
      metrics: createSpellMetrics(),
      onTrigger: ({ spellId }: SpellPlace, trigger) => seen.push({ spellId, trigger }),
    },
  );
  if (start) bus.start();
}

beforeEach(() => {
  clock = new FakeClock();
  build();
});

const subscribe = (config: TriggerConfig, spellId = 'spell', schedule = newSchedule(config, clock.nowMs())) =>
  bus.subscribe({ spellId, scope: HOST_SCOPE }, config, schedule);
const times = () =>
  seen.map(({ trigger }) => (trigger.kind === 'timer' ? trigger.timestampSec - BEGIN_SEC : 'peer'));

describe('clocks', () => {
  it('a spell that starts in the past starts now, then keeps its period', () => {
    subscribe(every(10));
    expect(times()).toEqual([0]);
    clock.advance(30_000);
    expect(times()).toEqual([0, 10, 20, 30]);
  });

  it('one that starts later starts then', () => {
    subscribe(every(10, BEGIN_SEC + 5));
    clock.advance(4_999);
    expect(times()).toEqual([]);
    clock.advance(10_001);
    expect(times()).toEqual([5, 15]);
  });

  it('without a period it runs once, and is forgotten', () => {
    expect(subscribe(every(0))).toBe(false);
    clock.advance(100_000);
    expect(times()).toEqual([0]);
    expect(bus.size).toBe(0);
    expect(clock.pendingTimers).toBe(0);
  });

  it('no run comes at or after the end', () => {
    subscribe(every(10, 1, BEGIN_SEC + 20));
    clock.advance(100_000);
    expect(times()).toEqual([0, 10]);
    expect(bus.size).toBe(0);
  });

  it('spec/nox.md §9.2 no. 29: late timers do not let periods drift', () => {
    subscribe(every(10));
    clock.jump(13_000);
    clock.advance(0);
    clock.advance(7_000);
    expect(times()).toEqual([0, 10, 20]);
  });

  it.each([
    { catchUp: 'none', expected: [0, 50, 60] },
    { catchUp: 'once', expected: [0, 50, 60] },
    { catchUp: 'all', expected: [0, 10, 20, 30, 40, 50, 60] },
  ] as const)(
    'a machine that stood still for five periods, policy $catchUp: runs at $expected',
    ({ catchUp, expected }) => {
      build({ catchUp });
      subscribe(every(10));
      clock.jump(55_000);
      clock.advance(5_000);
      expect(times()).toEqual(expected);
    },
  );

  it.each([-3_600_000, -15_000, -1_500])(
    'a clock that is set back by %i ms does not keep a spell waiting longer than its period',
    (ms) => {
      subscribe(every(10));
      clock.advance(20_000);
      clock.set(ms);
      const before = seen.length;
      // The timer that was armed for the next run fires as ever.
      clock.advance(10_000);
      clock.advance(50_000);
      expect(seen.length - before).toBeGreaterThanOrEqual(5);
      expect(seen.length - before).toBeLessThanOrEqual(6);
      clock.set(-ms);
      clock.advance(10_000);
      clock.advance(50_000);
      expect(seen.length - before).toBeGreaterThanOrEqual(10);
    },
  );

  it('nor one that was set back while the peer was down', () => {
    subscribe(every(10));
    clock.advance(20_000);
    clock.jump(-3_600_000);
    // Only what is stored is known.
    build();
    subscribe(every(10), 'spell', { anchorMs: BEGIN_MS, nextIndex: 3 });
    clock.advance(10_000);
    expect(seen).toHaveLength(1);
  });

  it('a spell that has not begun waits for its beginning, whatever happens to the clock', () => {
    subscribe(every(10, BEGIN_SEC + 30));
    clock.advance(20_000);
    clock.set(-5_000);
    clock.advance(14_999);
    expect(times()).toEqual([]);
    clock.advance(1);
    expect(times()).toEqual([30]);
  });

  it('the timer never sleeps for long, so a clock that is set ahead is noticed', () => {
    const delays: number[] = [];
    const { schedule } = clock;
    clock.schedule = (run, delayMs) => {
      delays.push(delayMs);
      return schedule(run, delayMs);
    };
    subscribe(every(10, BEGIN_SEC + 86_400));
    clock.jump(86_400_000 - MAX_SLEEP_MS);
    clock.advance(MAX_SLEEP_MS);
    expect(times()).toEqual([86_400]);
    expect(Math.max(...delays)).toBe(MAX_SLEEP_MS);
  });

  it('another subscription takes the place of the first', () => {
    subscribe(every(10));
    subscribe(every(15, BEGIN_SEC + 1));
    clock.advance(16_000);
    expect(times()).toEqual([0, 1, 16]);
    expect(bus.size).toBe(1);
  });

  it('all spells share one timer', () => {
    for (let n = 0; n < 1_000; n++) subscribe(every(10, BEGIN_SEC + 1 + (n % 10)), `spell-${n}`);
    expect(clock.pendingTimers).toBe(1);
    clock.advance(20_000);
    expect(seen).toHaveLength(2_000);
    for (let n = 0; n < 1_000; n++) bus.unsubscribe(`spell-${n}`);
    expect(bus.size).toBe(0);
  });

  it('tells when a spell runs next', () => {
    subscribe(every(10));
    expect(bus.nextRunMs('spell')).toBe(BEGIN_MS + 10_000);
    expect(bus.nextRunMs('other')).toBeUndefined();
  });
});

describe('connections', () => {
  const peer = { kind: 'connected', peerId: 'p' } as const;

  it('trigger those that asked for the kind of event', () => {
    subscribe(onConnections(true, false), 'comers');
    subscribe(onConnections(false, true), 'goers');
    subscribe(onConnections(true, true), 'both');
    subscribe(every(10, BEGIN_SEC + 100), 'clock');
    bus.connection(peer);
    bus.connection({ kind: 'disconnected', peerId: 'p' });
    expect(seen.map(({ spellId, trigger }) => [spellId, trigger])).toEqual([
      ['comers', { kind: 'peer', peerId: 'p', connected: true }],
      ['both', { kind: 'peer', peerId: 'p', connected: true }],
      ['goers', { kind: 'peer', peerId: 'p', connected: false }],
      ['both', { kind: 'peer', peerId: 'p', connected: false }],
    ]);
  });

  it('trigger a spell whose clock has ended too', () => {
    const both = { ...onConnections(true, false), clock: every(0).clock };
    expect(subscribe(both)).toBe(true);
    bus.connection(peer);
    expect(times()).toEqual([0, 'peer']);
  });
});

describe('blocks of a chain', () => {
  it('trigger those that asked for them, from the first to the last they named', () => {
    subscribe(onBlocks(5), 'open');
    subscribe(onBlocks(5, 6), 'bounded');
    subscribe(onConnections(true, true), 'other');
    for (const block of [4, 5, 7]) bus.block({ block });
    expect(seen).toEqual([
      { spellId: 'open', trigger: { kind: 'block', block: 5 } },
      { spellId: 'bounded', trigger: { kind: 'block', block: 5 } },
      { spellId: 'open', trigger: { kind: 'block', block: 7 } },
    ]);
  });

  it('that came before the start trigger at the start, all together once', () => {
    build({}, false);
    subscribe(onBlocks(1));
    for (const block of [1, 2]) bus.block({ block });
    expect(seen).toEqual([]);
    bus.start();
    expect(seen).toEqual([{ spellId: 'spell', trigger: { kind: 'block', block: 2 } }]);
  });

  it('trigger nothing after the stop, or once the spell is gone', () => {
    subscribe(onBlocks(1));
    bus.unsubscribe('spell');
    bus.block({ block: 2 });
    subscribe(onBlocks(1));
    bus.stop();
    bus.block({ block: 3 });
    expect(seen).toEqual([]);
  });
});

describe('before the start and after the stop', () => {
  it('nothing is triggered; what was due meanwhile is settled at the start', () => {
    build({}, false);
    subscribe(every(10));
    subscribe(onConnections(true, true), 'other');
    clock.advance(25_000);
    bus.connection({ kind: 'connected', peerId: 'p' });
    expect(seen).toEqual([]);
    bus.start();
    expect(times()).toEqual([20]);
    clock.advance(5_000);
    expect(times()).toEqual([20, 30]);
    bus.stop();
    clock.advance(50_000);
    bus.connection({ kind: 'connected', peerId: 'p' });
    expect(times()).toEqual([20, 30]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('periods that passed while the peer was down are left out', () => {
    build({}, false);
    subscribe(every(10), 'spell', { anchorMs: BEGIN_MS - 35_000, nextIndex: 1 });
    bus.start();
    expect(times()).toEqual([]);
    clock.advance(10_000);
    expect(times()).toEqual([5]);
  });
});
