import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { A, arrived, B, called, file, peer, ran } from '../../replay/test/utils/traces.js';
import { align } from '../src/page/model/align.js';
import { compare } from '../src/page/model/compare.js';
import { marksOf } from '../src/page/model/marks.js';

describe('two lists beside each other', () => {
  it('have each item once, in its order, and pair only what is alike', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 });
    fc.assert(
      fc.property(list, list, (left, right) => {
        const pairs = align(left, right);
        expect(pairs.flatMap(({ left: l }) => (l === undefined ? [] : [l]))).toEqual(left.map((_, i) => i));
        expect(pairs.flatMap(({ right: r }) => (r === undefined ? [] : [r]))).toEqual(right.map((_, i) => i));
        for (const { left: l, right: r } of pairs)
          if (l !== undefined && r !== undefined) expect(left[l]).toBe(right[r]);
      }),
    );
  });

  it('pair all that is alike, past the bound of one table too', () => {
    const long = Array.from({ length: 3_500 }, (_, i) => `event ${i}`);
    const other = long.filter((_, i) => i % 100 !== 7);
    const pairs = align(long, other);
    expect(pairs.filter(({ left, right }) => left !== undefined && right !== undefined)).toHaveLength(
      other.length,
    );
  });
});

describe('two particles', () => {
  it('differ where one did something else, or had another answer', () => {
    const one = file(
      peer('nox-0', A, arrived(0), ran(1), called(2, 2), called(3, 2, { functionName: 'fail' })),
    );
    const other = file(peer('nox-0', B, arrived(5), ran(9), called(9, 2, { result: '"ho"' })));
    const how = compare(marksOf(one.traces), marksOf(other.traces)).map((each) => each.how);
    expect(how).toEqual(['same', 'same', 'other', 'left']);
  });
});
