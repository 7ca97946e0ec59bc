import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteShares, type Shared } from '../../src/observe/byte-shares.js';

interface Item extends Shared<Item> {
  readonly owner: string;
  bytes: number;
}

function shared(maxBytes: number) {
  const gone: Item[] = [];
  const shares: ByteShares<Item> = new ByteShares(maxBytes, (item) => {
    gone.push(item);
    shares.remove(item, item.bytes);
  });
  const add = (owner: string, bytes: number): Item => {
    const item = { owner, bytes };
    shares.add(owner, item, bytes);
    shares.settle();
    return item;
  };
  return { shares, gone, add };
}

describe('shares of bytes', () => {
  it('keep their bound, and the books of each owner', () => {
    const step = fc.record({ owner: fc.constantFrom('a', 'b', 'c'), bytes: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const { shares, gone, add } = shared(300);
        const all = steps.map(({ owner, bytes }) => add(owner, bytes));
        const left = all.filter((item) => !gone.includes(item));
        expect(shares.bytes).toBe(left.reduce((sum, { bytes }) => sum + bytes, 0));
        expect(shares.bytes).toBeLessThanOrEqual(300);
        expect(shares.owners).toBe(new Set(left.map(({ owner }) => owner)).size);
      }),
    );
  });

  it('take the oldest of who has most', () => {
    const { gone, add } = shared(100);
    const small = [add('small', 10), add('small', 10)];
    const large = [add('large', 40), add('large', 40), add('large', 10)];
    expect(gone).toEqual([large[0]]);
    expect(gone).not.toContain(small[0]);
  });
});
