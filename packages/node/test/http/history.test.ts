import type { ServiceDescription } from '@noctiluca/lifecycle';
import { FakeClock, flush } from '@noctiluca/testing';
import { Histogram, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { History } from '../../src/http/history/history.js';
import { interpretationTimes } from '../../src/http/history/latency.js';
import { quantileBetween } from '../../src/http/history/quantile.js';

const buckets = (counts: Record<string, number>) =>
  new Map(Object.entries(counts).map(([bound, count]) => [Number(bound), count]));

describe('how busy a peer was', () => {
  function peer() {
    const clock = new FakeClock();
    const registry = new Registry();
    const time = new Histogram({
      name: 'particle_executor_interpretation_time_sec',
      help: '.',
      labelNames: ['peer_id'],
      buckets: [0.001, 0.01, 0.1],
      registers: [registry],
    });
    const facts = { particlesTaken: 0 };
    const part = (name: string, details: Record<string, unknown>): ServiceDescription => ({
      ...{ name, state: 'running', details },
    });
    const history = new History({
      clock,
      times: () => interpretationTimes(registry),
      describe: () => ({
        ...part('peer', {}),
        children: [
          part('network', { particlesTaken: facts.particlesTaken, connectedPeers: 3 }),
          part('avm', { pending: 2 }),
          part('aquamarine', { mailbox: 5, actors: 4, dataBytes: 1_000 }),
        ],
      }),
    });
    const pass = async (times = 1) => {
      for (let i = 0; i < times; i++) {
        await clock.untilWaiting();
        clock.advance(history.everyMs);
        await flush();
      }
    };
    return { clock, time, facts, history, pass };
  }

  it('is what changed between two looks, and what stood at the second', async () => {
    const { clock, facts, time, history, pass } = peer();
    history.start();
    await clock.untilWaiting();
    facts.particlesTaken = 50;
    for (let i = 0; i < 100; i++) time.labels({ peer_id: i % 2 ? 'a' : 'b' }).observe(0.005);
    await pass();
    await expect.poll(() => history.since(0)).toHaveLength(1);
    expect(history.since(0)[0]).toMatchObject({
      ...{ particlesPerSec: 10, runsPerSec: 20, queued: 7, actors: 4, dataBytes: 1_000, connections: 3 },
    });
    expect(history.since(0)[0]!.p99Ms).toBeCloseTo(9.9, 1);
    await pass();
    await expect.poll(() => history.since(0)).toHaveLength(2);
    expect(history.since(history.since(0)[0]!.atMs)).toMatchObject([{ runsPerSec: 0, p99Ms: null }]);
    history.stop();
  });

  it('keeps the notes of an hour', async () => {
    const { history, pass } = peer();
    history.start();
    await pass(725);
    expect(history.since(0)).toHaveLength(720);
    history.stop();
  });

  it('goes on after a part that could not tell', async () => {
    const { clock, facts, history, pass } = peer();
    history.start();
    await clock.untilWaiting();
    Object.defineProperty(facts, 'particlesTaken', {
      configurable: true,
      get() {
        throw new Error('not now');
      },
    });
    await pass();
    expect(history.since(0)).toEqual([]);
    Object.defineProperty(facts, 'particlesTaken', { value: 7 });
    await pass();
    await expect.poll(() => history.since(0)).toHaveLength(1);
    history.stop();
  });

  it('is noted no more once it is stopped', async () => {
    const { clock, history } = peer();
    history.start();
    await clock.untilWaiting();
    history.stop();
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('a quantile between two moments', () => {
  it.each([
    ['within a bucket', 0.5, { 1: 0, 2: 0 }, { 1: 0, 2: 10 }, 1.5],
    ['of what came since', 0.5, { 1: 100, 2: 100 }, { 1: 100, 2: 110 }, 1.5],
    ['in the first bucket', 0.5, {}, { 1: 10, 2: 10 }, 0.5],
    ['beyond all bounds', 0.99, {}, { 1: 0, Infinity: 5 }, 1],
    ['of nothing', 0.99, { 1: 4 }, { 1: 4 }, undefined],
  ])('%s', (_what, share, before, after, value) => {
    expect(quantileBetween(share, buckets(before), buckets(after))).toBe(value);
  });
});
