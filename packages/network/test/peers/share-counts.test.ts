import { describe, expect, it } from 'vitest';
import { ShareCounts } from '../../src/peers/share-counts.js';

const share = (prefix: number) => ({ prefix: `${prefix}`, site: 'one' });

describe('those from one address', () => {
  it('of a site may be twice as many as of a prefix', () => {
    const counts = new ShareCounts();
    for (let i = 0; i < 2; i++) counts.add(share(1));
    expect([counts.isFull(share(1), 2), counts.isFull(share(2), 2)]).toEqual([true, false]);
    for (let i = 0; i < 2; i++) counts.add(share(2));
    expect(counts.isFull(share(3), 2)).toBe(true);
    expect(counts.isFull({ prefix: '1', site: 'another' }, 3)).toBe(false);
  });

  it('are forgotten when the last is gone, and without a share are not counted', () => {
    const counts = new ShareCounts();
    counts.add(share(1));
    counts.add(undefined);
    expect(counts.size).toBe(1);
    counts.remove(undefined);
    counts.remove(share(1));
    expect(counts.size).toBe(0);
    expect(counts.isFull(undefined, 0)).toBe(false);
  });
});
