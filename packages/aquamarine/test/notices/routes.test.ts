import { FakeClock } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { createDelayed } from '../../src/notices/delayed.js';
import { createRoutes, went } from '../../src/notices/routes.js';

const of = (from: string, key: string, deadlineMs = 10) => [key, key, from, deadlineMs] as const;

describe('ways home', () => {
  it('of one neighbour crowd out its own, not those of others', () => {
    const routes = createRoutes({ maxRoutes: 100, maxPerHop: 2 }, () => 0);
    routes.open(...of('a', '1'));
    for (const key of ['2', '3', '4']) routes.open(...of('b', key));
    expect(['1', '2', '3', '4'].map((key) => routes.find(key) !== undefined)).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it('are no more than there may be: the oldest goes', () => {
    const routes = createRoutes({ maxRoutes: 3, maxPerHop: 2 }, () => 0);
    for (const key of ['1', '2', '3', '4', '5']) routes.open(...of(key, key));
    expect(routes.size).toBe(3);
    expect(routes.find('2')).toBeUndefined();
    expect(routes.find('3')).toBeDefined();
  });

  it('go when their time is over and another comes', () => {
    let nowMs = 0;
    const routes = createRoutes({}, () => nowMs);
    routes.open(...of('a', '1'));
    nowMs = 11;
    routes.open(...of('b', '2', 20));
    expect(routes.find('1')).toBeUndefined();
    expect(routes.size).toBe(1);
  });

  it('know a bounded number of peers that the particle went to', () => {
    const route = createRoutes({}, () => 0).open(...of('a', '1'));
    for (let i = 0; i < 100; i++) went(route, `${i}`);
    expect(route.away?.size).toBe(64);
  });
});

describe('what is said after a while', () => {
  it('is said at once when too much waits', () => {
    const clock = new FakeClock();
    const said: number[] = [];
    const delayed = createDelayed<number, number>(clock, (key) => said.push(key));
    for (let i = 0; i < 1_025; i++) delayed.add(i, i);
    expect(said).toEqual([1_024]);
    delayed.cancel(0);
    clock.advance(300);
    expect(said).toHaveLength(1_024);
    expect(said).not.toContain(0);
    expect(clock.pendingTimers).toBe(0);
  });
});
