import type { ConformanceCase } from '../case.js';

const OBJECT = { a: 1 };

export const cases: readonly ConformanceCase[] = [
  { fn: 'array.dedup', args: [['b', 'a', 'b']], result: ['b', 'a'] },
  { fn: 'array.dedup', args: [[1]], error: "Error: Error deserializing field 'xs': expected string, got 1" },
  {
    fn: 'array.intersect',
    args: [
      ['c', 'a', 'b'],
      ['b', 'c'],
    ],
    result: ['c', 'b'],
  },
  { fn: 'array.intersect', args: [['a']], error: 'expected 2 arguments, got 1' },
  {
    fn: 'array.diff',
    args: [
      ['c', 'a', 'b'],
      ['b', 'c'],
    ],
    result: ['a'],
  },
  {
    fn: 'array.diff',
    args: ['a', []],
    error: `Error: Error deserializing field 'x': expected []string, got "a"`,
  },
  {
    fn: 'array.sdiff',
    args: [
      ['a', 'b'],
      ['b', 'c'],
    ],
    result: ['a', 'c'],
  },
  {
    fn: 'array.sdiff',
    args: [[], 1],
    error: "Error: Error deserializing field 'y': expected []string, got 1",
  },
  { fn: 'array.slice', args: [[1, 2, 3, 4], 1, 3], result: [2, 3] },
  { fn: 'array.slice', why: 'an empty array is answered first', args: [[], -1, 'x'], result: [] },
  {
    fn: 'array.slice',
    args: [[1], 0],
    error: 'invalid number of parameters. need array, start index and end index',
  },
  { fn: 'array.slice', args: ['abc', 0, 1], error: 'first argument must be an array, was "abc"' },
  {
    fn: 'array.slice',
    args: [[1], -1, 1],
    error: 'second argument (start index) must be an unsigned integer, was -1',
  },
  {
    fn: 'array.slice',
    args: [[1], 0, 'x'],
    error: 'third argument (end index) must be an unsigned integer, was "x"',
  },
  {
    fn: 'array.slice',
    args: [[1, 2], 1, 3],
    error: 'slice indexes out of bounds. start index: 1, end index: 3, array length: 2',
  },
  {
    fn: 'array.slice',
    args: [[1, 2], 2, 1],
    error: 'slice indexes out of bounds. start index: 2, end index: 1, array length: 2',
  },
  { fn: 'array.length', args: [[1, 2]], result: 2 },
  { fn: 'array.length', args: [1], error: "op array_length's argument must be an array" },
  { fn: 'json.obj', args: ['b', 1, 'a', [2]], result: { b: 1, a: [2] } },
  { fn: 'json.obj', args: [], result: {} },
  {
    fn: 'json.obj',
    args: ['a', 1, 'b'],
    error: "Expected odd number of arguments, got even. No value for key 'b'",
  },
  {
    fn: 'json.obj',
    args: [1, 'x'],
    error: 'All keys must be of type string. Key of the following pair is of invalid type: (1, "x")',
  },
  { fn: 'json.put', args: [OBJECT, 'b', 2], result: { a: 1, b: 2 } },
  { fn: 'json.put', args: [[], 'b', 2], error: 'expected json object, got []' },
  { fn: 'json.put', args: [OBJECT, 'b'], error: 'expected 3 arguments, got 2' },
  { fn: 'json.puts', args: [OBJECT, 'b', 2, 'a', 3], result: { a: 3, b: 2 } },
  { fn: 'json.puts', args: ['x', 'b', 2], error: 'expected json object, got "x"' },
  {
    fn: 'json.puts',
    args: [OBJECT, 'b'],
    error: "Expected odd number of arguments, got even. No value for key 'b'",
  },
  { fn: 'json.parse', args: ['{"a":[1,null]}'], result: { a: [1, null] } },
  { fn: 'json.parse', args: ['{a}'], error: 'error parsing json {a}' },
  { fn: 'json.stringify', args: [{ a: [1, 'x'] }], result: '{"a":[1,"x"]}' },
  {
    fn: 'json.stringify',
    why: 'keys are sorted by their bytes, also inside others and those that look like numbers',
    args: [[{ 9: { b: 1, 10: 2, 9: 3 }, 10: 1, '\ud83d\ude00': 2, '\uff5e': 3, Z: 4, a: 5 }]],
    result: '[{"10":1,"9":{"10":2,"9":3,"b":1},"Z":4,"a":5,"\uff5e":3,"\ud83d\ude00":2}]',
  },
  { fn: 'json.stringify', args: [], error: 'expected 1 arguments, got 0' },
  {
    fn: 'json.obj_pairs',
    args: [
      [
        ['a', 1],
        ['b', null],
      ],
    ],
    result: { a: 1, b: null },
  },
  {
    fn: 'json.obj_pairs',
    args: [[['a']]],
    error: 'expected a list of [key, value] pairs, got ["a"] in it',
  },
  { fn: 'json.puts_pairs', args: [OBJECT, [['b', 2]]], result: { a: 1, b: 2 } },
  { fn: 'json.puts_pairs', args: [null, []], error: 'expected json object, got null' },
  {
    fn: 'json.puts_pairs',
    args: [OBJECT, [[2, 'b']]],
    error: 'All keys must be of type string. Key of the following pair is of invalid type: (2, "b")',
  },
];

export const infallible: readonly string[] = [];
