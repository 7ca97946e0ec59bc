import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nestsDeeperThan } from '../../src/effects/json-depth.js';

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('nestsDeeperThan', () => {
  it('is what the value says, whatever strings and brackets are in it', () => {
    const value = fc.jsonValue({ maxDepth: 6, stringUnit: fc.constantFrom('[', '{', '"', '\\', 'a', ']') });
    fc.assert(
      fc.property(value, fc.nat(7), (json, levels) => {
        expect(nestsDeeperThan(JSON.stringify(json), levels)).toBe(depthOf(json) > levels);
      }),
    );
  });

  it.each([
    { levels: 127, deeper: false },
    { levels: 128, deeper: true },
    { levels: 100_000, deeper: true },
  ])('$levels levels: $deeper', ({ levels, deeper }) => {
    expect(nestsDeeperThan(nested(levels), 127)).toBe(deeper);
  });

  it('does not take brackets beside each other for nesting', () => {
    expect(nestsDeeperThan(JSON.stringify(Array(1000).fill([{}])), 127)).toBe(false);
    expect(nestsDeeperThan(JSON.stringify('['.repeat(1000)), 127)).toBe(false);
  });
});
