import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/project/nearest.js';

const KEYS = ['targetWorkers', 'minWorkers', 'services', 'spells', 'deals', 'hosts'];
const word = fc.stringMatching(/^[a-z]{6,20}$/);

describe('nearest', () => {
  it.each([
    ['serivces', 'services'],
    ['service', 'services'],
    ['SPELLS', 'spells'],
    ['targetWorker', 'targetWorkers'],
    ['taregtWorkers', 'targetWorkers'],
    ['deal', 'deals'],
    ['host', 'hosts'],
  ])('takes %s for %s', (written, meant) => {
    expect(nearest(written, KEYS)).toBe(meant);
  });

  it.each(['colour', 'x', '', 'a'.repeat(10_000)])('makes nothing of %j', (written) => {
    expect(nearest(written, KEYS)).toBeUndefined();
  });

  it('finds a word again after any one edit', () => {
    const edit = fc.record({ word, at: fc.nat(), kind: fc.integer({ min: 0, max: 3 }) });
    fc.assert(
      fc.property(edit, ({ word: meant, at, kind }) => {
        const i = at % (meant.length - 1);
        const [before, first, second, after] = [
          meant.slice(0, i),
          meant[i],
          meant[i + 1],
          meant.slice(i + 2),
        ];
        const middle = [`${second}`, `${second}${first}`, `#${second}`, `${first}#${second}`][kind];
        expect(nearest(before + middle + after, ['#'.repeat(meant.length), meant])).toBe(meant);
      }),
    );
  });

  it('measures the same from both sides', () => {
    const isNear = (a: string, b: string) => nearest(a, [b]) !== undefined;
    fc.assert(
      fc.property(fc.stringMatching(/^[ab]{6}$/), fc.stringMatching(/^[ab]{6}$/), (a, b) => {
        expect(isNear(a, b)).toBe(isNear(b, a));
      }),
    );
  });
});
