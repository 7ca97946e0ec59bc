import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../src/commands/run/data-shape.js';

const same = (a: unknown, b: unknown) => JSON.stringify(shapeOf(a)) === JSON.stringify(shapeOf(b));

describe('the shape of arguments', () => {
  it.each([
    [
      { a: 'x', b: 1 },
      { b: 2, a: 'y' },
    ],
    [[1, 2, 3], [4]],
    [{ list: [{ a: true }] }, { list: [{ a: false }, { a: true }] }],
  ])('of %j and %j is one', (a, b) => {
    expect(same(a, b)).toBe(true);
  });

  it.each([
    [1, -1],
    [1, 1.5],
    [1, '1'],
    [1, true],
    [null, {}],
    [[], [1]],
    [[1], ['1']],
    [
      [1, 'a'],
      ['a', 1],
    ],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, [1]],
    [{ a: null }, {}],
  ])('of %j and %j are two', (a, b) => {
    expect(same(a, b)).toBe(false);
  });
});
