import { parseJson } from '@noctiluca/marine/json';
import { cidOf } from '@noctiluca/store/cid';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf, textDigest, valuesDigest } from '../src/digest.js';

const keys = fc.oneof(
  fc.constantFrom('9', '10', '', 'a', 'ä', '\u{1F600}', '\uFFFF', 'a"b', '__proto__'),
  fc.string(),
);
const values = fc.dictionary(keys, fc.jsonValue());

describe('digests', () => {
  it('of an object is that of its canonical text, whether its values are known or their texts', () => {
    fc.assert(
      fc.property(values, (object) => {
        const texts = Object.fromEntries(
          Object.entries(object).map(([key, value]) => [key, JSON.stringify(value)]),
        );
        const parsed = parseJson(JSON.stringify(object));
        expect(valuesDigest(texts)).toBe(textDigest(canonicalJson(parsed)));
        expect(valuesDigest(texts)).toBe(digestOf(parsed));
      }),
    );
  });

  it('do not change with the order of keys or the way a value is written', () => {
    fc.assert(
      fc.property(values, (object) => {
        const turned = Object.fromEntries(
          Object.entries(object)
            .reverse()
            .map(([key, value]) => [key, JSON.stringify(value, null, 2)]),
        );
        expect(valuesDigest(turned)).toBe(digestOf(parseJson(JSON.stringify(object))));
      }),
    );
  });

  it('sort keys by their bytes, as a sorted map does', () => {
    expect(canonicalJson({ 9: 1, 10: [{ b: 1, a: 2 }], '\uFFFF': 3, '\u{1F600}': 4 })).toBe(
      '{"10":[{"a":2,"b":1}],"9":1,"\uFFFF":3,"\u{1F600}":4}',
    );
    expect(valuesDigest({ 9: '1', 10: '2' })).toBe(cidOf(Buffer.from('{"10":2,"9":1}')));
  });

  it('tell a float from a whole number, and all digits', () => {
    expect(valuesDigest({ a: '1.0' })).not.toBe(valuesDigest({ a: '1' }));
    expect(valuesDigest({ a: '9007199254740993' })).not.toBe(valuesDigest({ a: '9007199254740992' }));
    expect(() => valuesDigest({ a: '{' })).toThrow();
  });
});
