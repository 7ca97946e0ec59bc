import { type JsonValue, parseJson, printJson } from '@noctiluca/marine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AquaType, typeText } from '../../../src/commands/run/aqua-type.js';
import { typedValue } from '../../../src/commands/run/typed-value.js';
import { untypedValue } from '../../../src/commands/run/untyped-value.js';
import { array, option, scalar, struct, T, tuple, U } from './types.js';

const typed = (type: AquaType, json: string) => printJson(typedValue(parseJson(json), type, 'x'));

const OPTIONAL_ONLY = struct('E', { a: option(scalar('string')), b: option(T) });

describe('a value of JSON, typed by a signature', () => {
  it.each([
    [scalar('string'), '"é\\n\\""', '"é\\n\\""'],
    [scalar('bool'), 'false', 'false'],
    [option(scalar('string')), 'null', '[]'],
    [option(scalar('string')), '"a"', '["a"]'],
    [option(array(scalar('string'))), '[]', '[[]]'],
    [option(option(scalar('u8'))), '1', '[[1]]'],
    [array(option(scalar('string'))), '["a",null,""]', '[["a"],[],[""]]'],
    [array(array(scalar('string'))), '[[],["a"],["b","c"],[]]', '[[],["a"],["b","c"],[]]'],
    [
      array(T),
      '[{"n":[]},{"a":null,"n":[1]},{"n":[2,3],"a":"y"}]',
      '[{"a":[],"n":[]},{"a":[],"n":[1]},{"a":["y"],"n":[2,3]}]',
    ],
    [U, '{"k":1,"t":{"n":[]}}', '{"t":[{"a":[],"n":[]}],"k":1}'],
    [OPTIONAL_ONLY, '{}', '{"a":[],"b":[]}'],
    [option(OPTIONAL_ONLY), '{}', '[{"a":[],"b":[]}]'],
    [array(OPTIONAL_ONLY), '[]', '[]'],
    [tuple(scalar('u8'), scalar('string')), '[1,"a"]', '[1,"a"]'],
  ] as const)('of %j: %s is %s', (type, json, air) => {
    expect(typed(type, json)).toBe(air);
  });

  it.each([
    ['u64', '18446744073709551615', '18446744073709551615'],
    ['u64', '9007199254740993', '9007199254740993'],
    ['i64', '-9223372036854775808', '-9223372036854775808'],
    ['i64', '-0', '0'],
    ['u8', '1.0', '1'],
    ['u16', '1e3', '1000'],
    ['f64', '1', '1'],
    ['f64', '2.5', '2.5'],
    ['f64', '-1e-7', '-1e-7'],
    ['f64', '1e308', '1e308'],
    ['f32', '3.4028234663852886e38', '3.4028234663852886e38'],
  ])('of %s: %s is %s', (name, json, air) => {
    expect(typed(scalar(name), json)).toBe(air);
  });

  it.each([8, 16, 32, 64])('takes integers of %i bits to their ends and not beyond', (bits) => {
    const half = 2n ** BigInt(bits - 1);
    const ends = { [`u${bits}`]: [0n, 2n * half - 1n], [`i${bits}`]: [-half, half - 1n] };
    for (const [name, [min, max]] of Object.entries(ends)) {
      for (const end of [min!, max!]) expect(typed(scalar(name), `${end}`)).toBe(`${end}`);
      for (const beyond of [min! - 1n, max! + 1n]) {
        expect(() => typed(scalar(name), `${beyond}`)).toThrow(`does not fit ${name}`);
      }
    }
  });

  it('comes back as it was, whatever its type', () => {
    fc.assert(
      fc.property(typeAndValue, ([type, value]) => {
        const air = parseJson(printJson(typedValue(value, type, 'x')));
        expect(untypedValue(air, type, 'x')).toEqual(value);
      }),
    );
  });
});

describe('a value that its type has no place for', () => {
  it.each([
    [array(T), '[{"n":[]},{"n":[1]},{"n":300.5}]', 'x[2].n: 300.5 is no []i64'],
    [array(struct('R', { n: scalar('u8') })), '[{"n":1},{"n":2},{"n":300}]', 'x[2].n: 300 does not fit u8'],
    [scalar('u8'), '-1', 'x: -1 does not fit u8'],
    [scalar('u8'), '1.5', 'x: 1.5 does not fit u8'],
    [scalar('u64'), '1e19', 'x: 1e19 does not fit u64'],
    [scalar('i64'), '-9223372036854775809', 'does not fit i64'],
    [scalar('f32'), '1e39', 'x: 1e39 does not fit f32'],
    [scalar('u8'), '"1"', 'x: "1" is no u8'],
    [scalar('u8'), 'null', 'x: null is no u8'],
    [scalar('string'), '1', 'x: 1 is no string'],
    [scalar('bool'), '0', 'x: 0 is no bool'],
    [option(scalar('string')), '{}', 'x: {} is no string'],
    [option(scalar('u8')), '[]', 'x: [] is no u8'],
    [array(scalar('string')), 'null', 'x: null is no []string'],
    [array(scalar('string')), '{"0":"a"}', 'is no []string'],
    [U, '{"t":null}', 'x.k: u32 is missing'],
    [U, '[]', 'x: [] is no U'],
    [U, '1.0', 'x: 1.0 is no U'],
    [U, '{"k":1,"t":{"n":[],"m":1}}', 'x.t.m: is no field: there are a, n'],
    [U, '{"k":1,"__proto__":{}}', 'x.__proto__: is no field'],
    [tuple(scalar('u8'), scalar('u8')), '[1]', 'x: has 1 values, 2 belong there'],
    [scalar('u8'), `"${'a'.repeat(99)}"`, `x: "${'a'.repeat(39)}… is no u8`],
    [{ tag: 'arrow' }, '1', 'x: is a function'],
    [{ tag: 'bottomType' }, '1', 'x: 1 is no nothing'],
  ] as const)('of %j: %s', (type, json, text) => {
    expect(() => typed(type, json)).toThrow(text);
  });
});

describe('the text of a type', () => {
  it.each([
    [option(array(T)), '?[]T'],
    [{ tag: 'labeledProduct', fields: { a: scalar('u8') } }, '{a: u8}'],
    [tuple(scalar('u8'), option(U)), '(u8, ?U)'],
  ] as const)('of %j is %s', (type, text) => {
    expect(typeText(type)).toBe(text);
  });
});

/** A type with a value of it; of nested options only the inner one can be none. */
const typeAndValue: fc.Arbitrary<[AquaType, JsonValue]> = fc.letrec<{ any: [AquaType, JsonValue] }>(
  (tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'grapheme' }).map((value) => [scalar('string'), value] as [AquaType, JsonValue]),
      fc.boolean().map((value) => [scalar('bool'), value] as [AquaType, JsonValue]),
      fc
        .bigInt({ min: 0n, max: 2n ** 64n - 1n })
        .map((n) => [scalar('u64'), whole(n)] as [AquaType, JsonValue]),
      fc
        .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
        .map((n) => [scalar('i64'), whole(n)] as [AquaType, JsonValue]),
      tie('any').map(([type, value]) => [option(type), value] as [AquaType, JsonValue]),
      tie('any').map(([type]) => [option(type), null] as [AquaType, JsonValue]),
      fc
        .tuple(tie('any'), fc.nat(3))
        .map(([[type, value], n]) => [array(type), Array(n).fill(value)] as [AquaType, JsonValue]),
      fc.dictionary(fc.string(), tie('any'), { maxKeys: 3, noNullPrototype: true }).map(record),
    ),
  }),
).any;

function record(fields: Record<string, [AquaType, JsonValue]>): [AquaType, JsonValue] {
  const pick = <K extends 0 | 1>(at: K) =>
    Object.fromEntries(Object.entries(fields).map(([name, both]) => [name, both[at]]));
  return [struct('R', pick(0) as Record<string, AquaType>), pick(1) as JsonValue];
}

/** As JSON is read: a `number` when it is a safe one. */
function whole(n: bigint): JsonValue {
  return Number.isSafeInteger(Number(n)) ? Number(n) : n;
}
