import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonError } from '../../src/json/errors.js';
import { parseJson } from '../../src/json/parse.js';
import { JsonReader } from '../../src/json/reader.js';
import { isPlain } from '../../src/json/scan.js';
import { JsonFloat, type JsonValue } from '../../src/json/value.js';

const float = (value: number) => new JsonFloat(value);

/** Texts and the value serde_json gives them (spec/marine-abi.md §6.2, §6.3, §7.4). */
const numbers: [text: string, value: JsonValue][] = [
  ['0', 0],
  ['-1', -1],
  ['1', 1],
  ['1.0', float(1)],
  ['1e3', float(1000)],
  ['1E-2', 0.01],
  ['0.5', 0.5],
  ['-0', float(-0)],
  ['-0.0', float(-0)],
  ['-0.5', -0.5],
  ['999999999999999', 999999999999999],
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', 9007199254740992n],
  ['-9007199254740992', -9007199254740992n],
  ['9223372036854775807', 9223372036854775807n],
  ['-9223372036854775808', -9223372036854775808n],
  ['-9223372036854775809', float(-(2 ** 63))],
  ['18446744073709551615', 18446744073709551615n],
  ['18446744073709551616', float(2 ** 64)],
  ['100000000000000000000000', float(1e23)],
  ['0.10000000149011612', 0.10000000149011612],
  ['2251799813685249.5', 2251799813685249.5],
  ['9007199254740993.5', float(9007199254740994)],
  ['123.000', float(123)],
  ['5e-324', 5e-324],
  ['1e-400', float(0)],
];

const refused: [id: string, text: string, code: string][] = [
  ['empty', '', 'JSON_SYNTAX'],
  ['blank', ' \n', 'JSON_SYNTAX'],
  ['word cut short', 'nul', 'JSON_SYNTAX'],
  ['bare word', 'NaN', 'JSON_SYNTAX'],
  ['leading zero', '01', 'JSON_SYNTAX'],
  ['leading zero beside a float', '[1.0,01]', 'JSON_SYNTAX'],
  ['point without digits', '1.', 'JSON_SYNTAX'],
  ['point first', '.5', 'JSON_SYNTAX'],
  ['exponent without digits', '1e', 'JSON_SYNTAX'],
  ['plus sign', '+1', 'JSON_SYNTAX'],
  ['lone minus', '-', 'JSON_SYNTAX'],
  ['trailing comma', '[1.0,]', 'JSON_SYNTAX'],
  ['key without quotes', '{a:1.0}', 'JSON_SYNTAX'],
  ['missing colon', '{"a" 1.0}', 'JSON_SYNTAX'],
  ['missing bracket', '[1.0', 'JSON_SYNTAX'],
  ['string without end', '"abc', 'JSON_SYNTAX'],
  ['string without end after an escape', '[1.0,"abc\\"', 'JSON_SYNTAX'],
  ['bad escape', '[1.0,"\\x"]', 'JSON_SYNTAX'],
  ['control character', '[1.0,"\n"]', 'JSON_SYNTAX'],
  ['text after the value', '1.0 2', 'JSON_SYNTAX'],
  ['byte order mark', '\ufeff1', 'JSON_SYNTAX'],
  ['no-break space', '[1.0,\u00a01]', 'JSON_SYNTAX'],
  ['beyond f64', '1e400', 'JSON_NUMBER_RANGE'],
  ['integer beyond f64', '9'.repeat(400), 'JSON_NUMBER_RANGE'],
  ['escaped lone surrogate', '"\\ud800"', 'JSON_SURROGATE'],
  ['escaped lone trail', '"a\\uDC00b"', 'JSON_SURROGATE'],
  ['raw lone surrogate', '"\ud800"', 'JSON_SURROGATE'],
  ['128 arrays', '['.repeat(128) + ']'.repeat(128), 'JSON_DEPTH'],
  ['128 objects', '{"a":'.repeat(128) + 1 + '}'.repeat(128), 'JSON_DEPTH'],
  ['a million arrays', '['.repeat(1e6), 'JSON_DEPTH'],
];

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof JsonError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('parseJson', () => {
  it.each(numbers)('reads the number %s', (text, value) => {
    expect(parseJson(text)).toStrictEqual(value);
    expect(parseJson(` [ ${text} ,"x"] `)).toStrictEqual([value, 'x']);
    expect(parseJson(`{"k":${text}}`)).toStrictEqual({ k: value });
    expect(new JsonReader(text).read()).toStrictEqual(value);
  });

  it.each(refused)('refuses %s', (_id, text, code) => {
    expect(codeOf(() => parseJson(text))).toBe(code);
    expect(codeOf(() => new JsonReader(text).read())).toBe(code);
  });

  it('reads 127 nested containers', () => {
    const text = '['.repeat(127) + ']'.repeat(127);
    expect(JSON.stringify(parseJson(text))).toBe(text);
    expect(JSON.stringify(parseJson(text.replace('[]', '[1.5e0]')))).toBe(text.replace('[]', '[1.5]'));
  });

  it('lets the last of equal keys win', () => {
    expect(parseJson('{"a":1,"a":2}')).toStrictEqual({ a: 2 });
    expect(parseJson('{"a":1.0,"a":2}')).toStrictEqual({ a: 2 });
  });

  it.each(['{"__proto__":{"x":1}}', '{"__proto__":{"x":1.0}}'])(
    'keeps __proto__ an own field in %s',
    (text) => {
      const value = parseJson(text);
      expect(Object.keys(value as object)).toStrictEqual(['__proto__']);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect('x' in (value as object)).toBe(false);
    },
  );

  it('reads escapes and astral characters on both ways', () => {
    expect(parseJson('"\\"\\\\\\u0041\\ud83d\\ude00\u{1f600}\\u0000"')).toBe('"\\A\u{1f600}\u{1f600}\0');
    expect(parseJson('["\\\\","\\"",1.0]')).toStrictEqual(['\\', '"', float(1)]);
  });

  it('isn’t disturbed by what only looks like a number or bracket inside a string', () => {
    const text = '["1.0 [[[ 12345678901234567890 -0","\\\\\\"1e5"]';
    expect(isPlain(text)).toBe(true);
    expect(parseJson(text)).toStrictEqual(JSON.parse(text));
  });

  it('agrees with the reader whenever the fast way is taken', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(parseJson(text)).toStrictEqual(new JsonReader(text).read());
      }),
      { numRuns: 500 },
    );
  });

  it('never throws anything but a JsonError on any text, and both ways agree', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '-',
      '0',
      '1',
      '.',
      'e',
      'null',
      '\\',
      ' ',
      'a',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect(codeOf(() => parseJson(text))).toBe(codeOf(() => new JsonReader(text).read()));
      }),
      { numRuns: 3000 },
    );
  });
});
