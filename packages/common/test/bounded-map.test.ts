import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedMap } from '../src/bounded-map.js';

describe('BoundedMap', () => {
  it('forgets the entry set longest ago, read or not', () => {
    const map = new BoundedMap<string, number>(2).set('a', 1).set('b', 2);
    map.get('a');
    map.set('c', 3);
    expect([...map]).toEqual([
      ['b', 2],
      ['c', 3],
    ]);
  });

  it('counts an entry that is set again as the newest, and has it once', () => {
    const map = new BoundedMap<string, number>(2).set('a', 1).set('b', 2).set('a', 3).set('c', 4);
    expect([...map]).toEqual([
      ['a', 3],
      ['c', 4],
    ]);
  });

  it('has room again for what was deleted', () => {
    const map = new BoundedMap<string, number>(2).set('a', 1).set('b', 2);
    map.delete('b');
    expect([...map.set('c', 3).keys()]).toEqual(['a', 'c']);
  });

  it('holds nothing with room for nothing', () => {
    expect(new BoundedMap<string, number>(0).set('a', 1).size).toBe(0);
  });

  it('has the last ones that were set, whatever was set before', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), fc.nat(6), (keys, capacity) => {
        const map = new BoundedMap<number, number>(capacity);
        keys.forEach((key, at) => void map.set(key, at));
        const newestFirst = [...new Set(keys.toReversed())].slice(0, capacity);
        expect([...map.keys()]).toEqual(newestFirst.toReversed());
      }),
    );
  });
});
