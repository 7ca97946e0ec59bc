import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QueueMap } from '../src/queue-map.js';

const step = fc.record({ act: fc.constantFrom('set', 'delete', 'oldest'), key: fc.nat(30) });

describe('QueueMap', () => {
  it('is a Map that knows its oldest entry, whatever is done with it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 600 }), (steps) => {
        const map = new QueueMap<number, number>();
        const model = new Map<number, number>();
        for (const [at, { act, key }] of steps.entries()) {
          const [oldest] = model;
          if (act !== 'set') {
            const gone = act === 'delete' ? key : (map.oldestKey ?? -1);
            expect(map.delete(gone)).toBe(model.delete(gone));
          } else {
            model.delete(key);
            model.set(key, at);
            map.set(key, at);
          }
          if (act === 'oldest' && oldest !== undefined) expect(model.has(oldest[0])).toBe(false);
          const [first] = model;
          expect([map.oldestKey, map.oldest]).toEqual(first ?? [undefined, undefined]);
          expect(map.get(key)).toBe(model.get(key));
        }
        expect([...map]).toEqual([...model]);
        expect([...map.keys()]).toEqual([...model.keys()]);
        expect(map.size).toBe(model.size);
      }),
    );
  });

  it('goes through those that are there while some of them go', () => {
    const map = new QueueMap<number, string>().set(1, 'a').set(2, 'b').set(3, 'c');
    const seen: number[] = [];
    for (const [key] of map) {
      seen.push(key);
      map.delete(key + 1);
    }
    expect(seen).toEqual([1, 3]);
  });
});
