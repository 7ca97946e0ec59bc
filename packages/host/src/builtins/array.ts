import { fromInteger, isArray, type JsonArray, shown } from '../encoding/json.js';
import { HostError } from '../errors.js';
import { i64, listOf, text } from './argument-types.js';
import { exactly, required, rest } from './arguments.js';
import { checkedI64 } from './math.js';
import { arrayLength } from './op.js';
import { type BuiltinFunction, type BuiltinService, builtin } from './table.js';

const strings = listOf(text);

/** Upstream leaves the order of these open; here it is that of the arguments. */
function ofTwoSets(
  doc: string,
  compute: (left: Set<string>, right: Set<string>) => string[],
): BuiltinFunction {
  return builtin({
    doc,
    args: exactly({ x: required(strings), y: required(strings) }),
    returns: '[]string',
    call: ({ x, y }) => compute(new Set(x), new Set(y)),
  });
}

/** `array` (spec/nox.md §3.6). */
export const arrayBuiltins: BuiltinService = {
  id: 'array',
  doc: 'Arrays of numbers and strings.',
  functions: {
    sum: builtin({
      doc: 'Sum of an array of integers.',
      args: exactly({ xs: required(listOf(i64)) }),
      returns: 'i64',
      errors: ['i64 sum overflow'],
      call: ({ xs }) => fromInteger(xs.reduce((sum, x) => checkedI64(sum + x, 'sum'), 0n)),
    }),
    dedup: builtin({
      doc: 'The array without repetitions; the first occurrence stays.',
      args: exactly({ xs: required(strings) }),
      returns: '[]string',
      call: ({ xs }) => [...new Set(xs)],
    }),
    intersect: ofTwoSets('Strings in both arrays.', (x, y) => [...x].filter((item) => y.has(item))),
    diff: ofTwoSets('Strings of x that are not in y.', (x, y) => [...x].filter((item) => !y.has(item))),
    sdiff: ofTwoSets('Strings in one of the arrays only.', (x, y) => [
      ...[...x].filter((item) => !y.has(item)),
      ...[...y].filter((item) => !x.has(item)),
    ]),
    slice: builtin({
      doc: 'Elements from start (included) to end (excluded).',
      args: rest('array_start_end'),
      returns: '[]any',
      notes: 'Of an empty array it is `[]`, whatever the indexes.',
      errors: [
        'invalid number of parameters. need array, start index and end index',
        'first argument must be an array, was <value>',
        'second argument (start index) must be an unsigned integer, was <value>',
        'third argument (end index) must be an unsigned integer, was <value>',
        'slice indexes out of bounds. start index: <n>, end index: <n>, array length: <n>',
      ],
      call: slice,
    }),
    length: arrayLength,
  },
};

function slice(args: JsonArray): JsonArray {
  const [array, start, end] = args;
  if (array === undefined || start === undefined || end === undefined || args.length !== 3) {
    throw new HostError(
      'BAD_ARGUMENTS',
      'invalid number of parameters. need array, start index and end index',
    );
  }
  if (!isArray(array)) {
    throw new HostError('BAD_ARGUMENTS', `first argument must be an array, was ${shown(array)}`);
  }
  if (array.length === 0) return [];
  const from = index(start, 'second argument (start index)');
  const to = index(end, 'third argument (end index)');
  if (from > to || to > array.length) {
    throw new HostError(
      'INVALID',
      `slice indexes out of bounds. start index: ${from}, end index: ${to}, array length: ${array.length}`,
    );
  }
  return array.slice(from, to);
}

function index(value: JsonArray[number], which: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  if (typeof value === 'bigint' && value >= 0n) return Number(value);
  throw new HostError('BAD_ARGUMENTS', `${which} must be an unsigned integer, was ${shown(value)}`);
}
