import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys, endOfPrefix, isPossibleKey, isWellFormed, tablePrefix } from '../../src/lmdb/keys.js';

const text = fc.string({ unit: 'binary', maxLength: 12 });

describe('keys', () => {
  it('compare as their UTF-8 bytes do', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
    expect(compareKeys('\u{10000}', '\uffff')).toBeGreaterThan(0);
  });

  it('lie before the end of a prefix exactly if they begin with it, from it on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }), text, (prefix, rest) => {
        const end = endOfPrefix(prefix);
        expect(Buffer.compare(Buffer.from(prefix + rest), end)).toBe(-1);
        const isInRange = compareKeys(rest, prefix) >= 0 && Buffer.compare(Buffer.from(rest), end) < 0;
        expect(isInRange).toBe(rest.startsWith(prefix));
      }),
    );
  });

  it('with half a surrogate pair are told apart', () => {
    expect([isWellFormed('a\u{1f990}b'), isWellFormed('a\ud83e'), isWellFormed('\udd90b')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(isPossibleKey('\ud83e')).toBe(false);
  });

  it('belong to tables with plain names', () => {
    for (const name of ['services', 'spell:kv/12D3KooW', 'a', 'A'.repeat(64)])
      expect(tablePrefix(name)).toBe(`${name}\0`);
    for (const name of ['', '/a', 'a\0b', 'ä', 'A'.repeat(65)]) {
      expect(() => tablePrefix(name)).toThrow(expect.objectContaining({ code: 'INVALID_TABLE_NAME' }));
    }
  });
});
