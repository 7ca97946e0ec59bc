import { describe, expect, it } from 'vitest';
import type { Sample } from '../src/page/model/answers.js';
import { isMetric, seriesOf, withSamples } from '../src/page/model/samples.js';

const sample = (atMs: number, more: Partial<Sample> = {}) =>
  ({ atMs, p99Ms: null, rssBytes: 2 << 20, ...more }) as Sample;

describe('samples of a peer', () => {
  it('are put behind those that are known, none twice', () => {
    const known = [sample(1), sample(2)];
    expect(withSamples(known, [sample(2), sample(3)]).map(({ atMs }) => atMs)).toEqual([1, 2, 3]);
    expect(withSamples(known, [sample(2)])).toBe(known);
  });

  it('are kept within a bound', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => sample(i + 1));
    expect(withSamples([], many)).toHaveLength(4_000);
    expect(withSamples([], many).at(-1)?.atMs).toBe(10_000);
  });

  it('are seconds and values, bytes as MiB, nothing where there was nothing', () => {
    expect(seriesOf([sample(1_000), sample(2_000, { p99Ms: 3 })], 'p99Ms')).toEqual([
      [1, 2],
      [null, 3],
    ]);
    expect(seriesOf([sample(1_000)], 'rssBytes')).toEqual([[1], [2]]);
    expect([isMetric('queued'), isMetric('toString')]).toEqual([true, false]);
  });
});
