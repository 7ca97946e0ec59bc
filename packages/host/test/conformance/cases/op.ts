import { createHash } from 'node:crypto';
import { base58btc } from 'multiformats/bases/base58';
import type { ConformanceCase } from '../case.js';

const digest = createHash('sha256').update('abc').digest();
const multihash = Buffer.concat([Buffer.from([0x12, 32]), digest]);
const longText = 'x'.repeat(5000);

export const cases: readonly ConformanceCase[] = [
  { fn: 'op.noop', args: [1, 'a'], result: '' },
  { fn: 'op.array', args: [1, 'a', null], result: [1, 'a', null] },
  { fn: 'op.array', args: [], result: [] },
  { fn: 'op.array_length', args: [[1, 2, 3]], result: 3 },
  { fn: 'op.array_length', args: ['abc'], error: "op array_length's argument must be an array" },
  { fn: 'op.array_length', args: [[], []], error: 'op array_length accepts exactly 1 argument: 2 found' },
  { fn: 'op.array_length', args: [], error: 'op array_length accepts exactly 1 argument: 0 found' },
  { fn: 'op.concat', args: [[1], [], [2, [3]]], result: [1, 2, [3]] },
  { fn: 'op.concat', args: [[1], 2], error: "all arguments of 'concat' must be arrays: argument #1 is not" },
  { fn: 'op.concat_strings', args: ['a', '', 'bc'], result: 'abc' },
  {
    fn: 'op.concat_strings',
    args: [1, 'a'],
    error: "all arguments of 'concat_strings' must be strings: argument #0 is not",
  },
  { fn: 'op.string_to_b58', args: ['hello'], result: 'Cn8eVZg' },
  { fn: 'op.string_to_b58', args: [], error: "Error: Field 'string' is missing from args to call_service" },
  {
    fn: 'op.string_to_b58',
    why: 'the quadratic conversion is bounded',
    args: [longText],
    error: 'Error: base58 is limited to 4096 bytes here, got 5000 bytes',
  },
  { fn: 'op.string_from_b58', args: ['Cn8eVZg'], result: 'hello' },
  { fn: 'op.string_from_b58', args: ['0OIl'], error: /^Error: decode base58 failed: / },
  {
    fn: 'op.string_from_b58',
    why: 'not UTF-8',
    args: ['5Q'],
    error: /^Error: decode from bytes to UTF8 failed: /,
  },
  { fn: 'op.bytes_from_b58', args: ['Cn8eVZg'], result: [104, 101, 108, 108, 111] },
  {
    fn: 'op.bytes_from_b58',
    args: [longText.repeat(2)],
    error: /^Error: base58 is limited to 4096 bytes here/,
  },
  { fn: 'op.bytes_to_b58', args: [[104, 101, 108, 108, 111]], result: 'Cn8eVZg' },
  {
    fn: 'op.bytes_to_b58',
    args: [[256]],
    error: "Error: Error deserializing field 'bytes': expected []u8, got [256]",
  },
  { fn: 'op.sha256_string', args: ['abc'], result: base58btc.baseEncode(multihash) },
  { fn: 'op.sha256_string', args: ['abc', true], result: base58btc.baseEncode(digest) },
  { fn: 'op.sha256_string', args: ['abc', [], [true]], result: [...multihash] },
  { fn: 'op.sha256_string', args: ['abc', [true], true], result: [...digest] },
  {
    fn: 'op.sha256_string',
    why: 'hashes texts of any length (spec/nox.md §9.2 no. 21)',
    args: [longText],
    result: base58btc.baseEncode(
      Buffer.concat([Buffer.from([0x12, 32]), createHash('sha256').update(longText).digest()]),
    ),
  },
  {
    fn: 'op.sha256_string',
    args: ['abc', [true, false]],
    error: "Error: Option's array must contain at most 1 element, field 'digest_only' has 2",
  },
  { fn: 'op.identity', args: [{ a: 1 }], result: { a: 1 } },
  { fn: 'op.identity', args: [], result: '' },
  { fn: 'op.identity', args: [1, 2], error: 'identity accepts up to 1 arguments, received 2 arguments' },
  { fn: 'debug.stringify', args: [], result: '"<empty argument list>"' },
  { fn: 'debug.stringify', args: [{ a: [1] }], result: '{"a":[1]}' },
  { fn: 'debug.stringify', args: [{ 9: 1, 10: 2 }], result: '{"10":2,"9":1}' },
  { fn: 'debug.stringify', args: [{ b: 1, a: 2 }, 1], result: '[{"a":2,"b":1},1]' },
  { fn: 'debug.stringify', args: [1, 'a'], result: '[1,"a"]' },
];

/** Functions that take anything and never fail. */
export const infallible = ['op.noop', 'op.array', 'debug.stringify'];
