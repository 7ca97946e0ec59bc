import { describe, expect, it } from 'vitest';
import { MAX_BACK_OFF_MS, MIN_BACK_OFF_MS } from '../../src/constants.js';
import { BackOffs } from '../../src/plan/back-offs.js';

describe('the back-off of a deal', () => {
  it('is twice as long after each failure, up to a bound', () => {
    const backOffs = new BackOffs();
    let now = 0;
    const delays = Array.from({ length: 12 }, () => {
      backOffs.failed('a', now);
      const began = now;
      while (backOffs.waiting(now).has('a')) now += MIN_BACK_OFF_MS;
      return now - began;
    });
    expect(delays.slice(0, 4)).toEqual([1, 2, 4, 8].map((times) => times * MIN_BACK_OFF_MS));
    expect(delays.at(-1)).toBe(MAX_BACK_OFF_MS);
  });

  it('is of that deal alone, and over when a step of it succeeds', () => {
    const backOffs = new BackOffs();
    backOffs.failed('a', 0);
    backOffs.failed('b', 0);
    backOffs.succeeded('a');
    expect(backOffs.waiting(1)).toEqual(new Set(['b']));
    backOffs.failed('a', 0);
    expect(backOffs.waiting(MIN_BACK_OFF_MS)).toEqual(new Set());
  });

  it('tells when the first of those that wait has waited', () => {
    const backOffs = new BackOffs();
    expect(backOffs.nextMs(0)).toBeUndefined();
    backOffs.failed('a', 0);
    backOffs.failed('b', 10);
    expect(backOffs.nextMs(10)).toBe(MIN_BACK_OFF_MS);
    expect(backOffs.nextMs(MIN_BACK_OFF_MS)).toBe(MIN_BACK_OFF_MS + 10);
    expect(backOffs.nextMs(MIN_BACK_OFF_MS + 10)).toBeUndefined();
  });

  it('is forgotten with the deal', () => {
    const backOffs = new BackOffs();
    for (const dealId of ['a', 'b']) backOffs.failed(dealId, 0);
    backOffs.keep(new Set(['b']));
    expect(backOffs.waiting(1)).toEqual(new Set(['b']));
  });
});
