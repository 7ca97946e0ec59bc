import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonError } from '../../src/json/errors.js';
import { parseJson } from '../../src/json/parse.js';
import { printJson, printSortedJson } from '../../src/json/print.js';
import { JsonFloat, type JsonValue, jsonFloat } from '../../src/json/value.js';

/** What Rust writes (spec/marine-abi.md §6.3). */
const floats: [value: number, text: string][] = [
  [1, '1.0'],
  [16777216, '16777216.0'],
  [0, '0.0'],
  [-0, '-0.0'],
  [-3, '-3.0'],
  [0.10000000149011612, '0.10000000149011612'],
  [0.1, '0.1'],
  [0.00001, '0.00001'],
  [0.000012, '0.000012'],
  [9.999999747378752e-6, '9.999999747378752e-6'],
  [1e-6, '1e-6'],
  [1e-7, '1e-7'],
  [5e-324, '5e-324'],
  [1e15, '1000000000000000.0'],
  [9999999999999998, '9999999999999998.0'],
  [1e16, '1e16'],
  [-1e16, '-1e16'],
  [1.8446744073709552e19, '1.8446744073709552e19'],
  [1e21, '1e21'],
  [1.5e300, '1.5e300'],
  [1.7976931348623157e308, '1.7976931348623157e308'],
  [Number.NaN, 'null'],
  [Number.POSITIVE_INFINITY, 'null'],
];

const others: [value: JsonValue, text: string][] = [
  [null, 'null'],
  [true, 'true'],
  [1, '1'],
  [-9007199254740991, '-9007199254740991'],
  [9223372036854775807n, '9223372036854775807'],
  [-9223372036854775808n, '-9223372036854775808'],
  [18446744073709551615n, '18446744073709551615'],
  [2 ** 53, '9007199254740992.0'],
  [Number.NaN, 'null'],
  ['a"\\\n\u001f\u007f\u2028é', '"a\\"\\\\\\n\\u001f\u007f\u2028é"'],
  ['\\ud800', '"\\\\ud800"'],
  [[], '[]'],
  [{}, '{}'],
  [[1, [new JsonFloat(1)], { a: 2n, b: {} }], '[1,[1.0],{"a":2,"b":{}}]'],
];

const refused: [id: string, value: JsonValue, code: string][] = [
  ['an integer above u64', 18446744073709551616n, 'JSON_VALUE'],
  ['an integer below i64', -9223372036854775809n, 'JSON_VALUE'],
  ['a lone surrogate', ['\ud800'], 'JSON_SURROGATE'],
  ['a lone surrogate in a key', { '\udc00': 1 }, 'JSON_SURROGATE'],
];

const jsonValue = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((value) => (value === 0 ? 0 : value)),
    fc.oneof(fc.bigInt(2n ** 53n, 2n ** 64n - 1n), fc.bigInt(-(2n ** 63n), -(2n ** 53n))),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(jsonFloat),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

describe('printJson', () => {
  it.each(floats)('writes the float %d as %s', (value, text) => {
    expect(printJson(new JsonFloat(value))).toBe(text);
    expect(printJson(jsonFloat(value))).toBe(text);
  });

  it.each(others)('writes %o as %s', (value, text) => {
    expect(printJson(value)).toBe(text);
  });

  it.each(refused)('refuses %s', (_id, value, code) => {
    expect(() => printJson(value)).toThrow(expect.objectContaining({ name: 'JsonError', code }));
  });

  it('refuses a cycle instead of running out of stack', () => {
    const cycle: JsonValue[] = [];
    cycle.push(cycle);
    expect(() => printJson(cycle)).toThrow(JsonError);
  });

  it('is read back as the same value', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(parseJson(printJson(value))).toStrictEqual(value);
      }),
      { numRuns: 2000 },
    );
  });

  it('is read by JSON.parse as the nearest plain value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = printJson(parseJson(JSON.stringify(value)));
        expect(JSON.parse(text)).toStrictEqual(JSON.parse(JSON.stringify(value), (_key, part) => part));
      }),
    );
  });
});

/** The same, slowly: keys compared as bytes. */
function sortedText(value: JsonValue): string {
  if (typeof value !== 'object' || value === null || value instanceof JsonFloat) return printJson(value);
  if (Array.isArray(value)) return `[${value.map(sortedText).join(',')}]`;
  const fields = value as { readonly [key: string]: JsonValue };
  const keys = Object.keys(fields).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${keys.map((key) => `${printJson(key)}:${sortedText(fields[key]!)}`).join(',')}}`;
}

/** Keys among which the order of bytes, that of UTF-16 units and that of JavaScript's objects differ. */
const key = fc.oneof(
  fc.nat(120).map(String),
  fc.constantFrom('', '01', '-1', 'a', 'A', 'é', '\ud7ff', '\ue000', '\uffff', '😀', '\ud800\udc00', '😀a'),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const withKeys = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(jsonFloat),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true }),
  ),
})).value;

describe('printSortedJson', () => {
  it.each<[JsonValue, string]>([
    [{ 9: 1, 10: 2 }, '{"10":2,"9":1}'],
    [{ b: { d: 1, c: [{ f: 1, e: 2 }] }, a: 1 }, '{"a":1,"b":{"c":[{"e":2,"f":1}],"d":1}}'],
    [{ b: new JsonFloat(1), a: 2n }, '{"a":2,"b":1.0}'],
    [{ '😀': 1, '\uffff': 2 }, '{"\uffff":2,"😀":1}'],
    [[], '[]'],
    ['text', '"text"'],
  ])('writes %o as %s', (value, text) => {
    expect(printSortedJson(value)).toBe(text);
  });

  it('sorts the keys of every object by their bytes and changes nothing else', () => {
    fc.assert(
      fc.property(withKeys, (value) => {
        expect(printSortedJson(value)).toBe(sortedText(value));
        expect(parseJson(printSortedJson(value))).toEqual(value);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(refused)('refuses %s', (_id, value, code) => {
    expect(() => printSortedJson([{ b: 1, a: value }])).toThrow(
      expect.objectContaining({ name: 'JsonError', code }),
    );
  });

  it('refuses a cycle instead of running out of stack', () => {
    const cycle: { [key: string]: JsonValue } = { 9: 1, 10: 2 };
    cycle.self = cycle;
    expect(() => printSortedJson(cycle)).toThrow(JsonError);
  });
});
