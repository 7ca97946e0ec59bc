import { JsonFloat, type JsonValue } from '@noctiluca/marine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAvmError } from '../../src/errors.js';
import { ValueReader } from '../../src/msgpack/reader.js';
import { ValueWriter } from '../../src/msgpack/writer.js';
import { hex, jsonValue, unhex } from '../utils/values.js';

/** Values as AquaVM encodes them (spec/marine-abi.md §7.4), and the borders of each form. */
const values: [bytes: string, value: JsonValue][] = [
  ['c0', null],
  ['c2', false],
  ['c3', true],
  ['00', 0],
  ['7f', 127],
  ['cc80', 128],
  ['ccff', 255],
  ['cd0100', 256],
  ['ce00010000', 65536],
  ['cf0000000100000000', 4294967296],
  ['cf001fffffffffffff', 9007199254740991],
  ['cf0020000000000000', 9007199254740992n],
  ['cfffffffffffffffff', 18446744073709551615n],
  ['ff', -1],
  ['e0', -32],
  ['d0df', -33],
  ['d1ff7f', -129],
  ['d2ffff7fff', -32769],
  ['d3ffffffff7fffffff', -2147483649],
  ['d38000000000000000', -9223372036854775808n],
  ['cb3ff0000000000000', new JsonFloat(1)],
  ['cb8000000000000000', new JsonFloat(-0)],
  ['cb3fe0000000000000', 0.5],
  ['a161', 'a'],
  ['a3efbbbf', '\ufeff'],
  ['a0', ''],
  ['90', []],
  ['80', {}],
  ['9301a16290', [1, 'b', []]],
  ['82a16101a16202', { a: 1, b: 2 }],
];

/** Read but never written by us: other encoders' longer forms. */
const longForms: [bytes: string, value: JsonValue][] = [
  ['d07f', 127],
  ['cd0001', 1],
  ['cf0000000000000001', 1],
  ['ca3f800000', new JsonFloat(1)],
  ['d90161', 'a'],
  ['da000161', 'a'],
  ['db0000000161', 'a'],
  ['dc000101', [1]],
  ['dd0000000101', [1]],
  ['de0001a16101', { a: 1 }],
  ['df00000001a16101', { a: 1 }],
];

const malformed: [id: string, bytes: string][] = [
  ['nothing', ''],
  ['a cut integer', 'cd01'],
  ['a cut float', 'cb3ff0'],
  ['a string longer than the input', 'a561'],
  ['a string of 4 GiB', 'dbffffffff61'],
  ['an array of 4 Gi items', 'ddffffffff'],
  ['a map of 4 Gi entries', 'dfffffffff'],
  ['a map whose entries can’t fit', '82a16101'],
  ['a string that isn’t UTF-8', 'a1ff'],
  ['a surrogate in UTF-8', 'a3eda080'],
  ['an integer key', '810102'],
  ['bytes as a value', 'c40101'],
  ['an extension', 'd40100'],
  ['the reserved tag', 'c1'],
  ['nesting of a million', '91'.repeat(1_000_000)],
];

const read = (bytes: Uint8Array) => {
  const reader = new ValueReader(bytes);
  const value = reader.value();
  reader.end();
  return value;
};

describe('ValueReader', () => {
  it.each([...values, ...longForms])('reads %s', (bytes, value) => {
    expect(read(unhex(bytes))).toStrictEqual(value);
  });

  it.each(malformed)('refuses %s', (_id, bytes) => {
    expect(() => read(unhex(bytes))).toThrow(expect.objectContaining({ code: 'AVM_MALFORMED_OUTCOME' }));
  });

  it('refuses bytes behind the value', () => {
    expect(() => read(unhex('0101'))).toThrow('1 bytes after the value');
  });

  it('keeps __proto__ an own field', () => {
    const value = read(unhex('81a95f5f70726f746f5f5f81a17801'));
    expect(Object.keys(value as object)).toStrictEqual(['__proto__']);
    expect('x' in (value as object)).toBe(false);
  });

  it('reads a view in the middle of a buffer', () => {
    expect(read(unhex('ffff92cb3ff0000000000000a161ff').subarray(2, 14))).toStrictEqual([
      new JsonFloat(1),
      'a',
    ]);
  });

  it('throws nothing but its own error on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          read(bytes);
        } catch (error) {
          expect(isAvmError(error, 'AVM_MALFORMED_OUTCOME')).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('ValueWriter', () => {
  it.each(values)('writes %s', (bytes, value) => {
    expect(hex(new ValueWriter().value(value).written())).toBe(bytes);
  });

  it.each([31, 32, 255, 256, 5461, 65535, 65536, 70000])(
    'writes strings of %d units of one and three bytes',
    (length) => {
      for (const unit of ['a', '€']) {
        const text = unit.repeat(length);
        expect(read(new ValueWriter(1).value(text).written())).toBe(text);
      }
    },
  );

  it.each([15, 16, 65535, 65536])('writes arrays of %d items', (length) => {
    const items = Array.from({ length }, (_, i) => i % 100);
    expect(read(new ValueWriter().value(items).written())).toStrictEqual(items);
  });

  it('refuses integers beyond 64 bits', () => {
    expect(() => new ValueWriter().value(2n ** 64n)).toThrow(TypeError);
  });

  it('is read back as the same value', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(read(new ValueWriter(1).value(value).written())).toStrictEqual(value);
      }),
      { numRuns: 2000 },
    );
  });
});
