import { describe, expect, it } from 'vitest';
import { parseCall } from '../../../src/commands/run/call-text.js';

describe('the text of a call', () => {
  it.each([
    ['f()', 'f', []],
    [' get_it ( ) ', 'get_it', []],
    [
      'f("a, (b)", -1, 2.5, true, x)',
      'f',
      [{ value: 'a, (b)' }, { value: -1 }, { value: 2.5 }, { value: true }, { variable: 'x' }],
    ],
    ['f("a\\n")', 'f', [{ value: 'a\\n' }]],
    ['f(18446744073709551615)', 'f', [{ value: 18446744073709551615n }]],
    ['f(trueish, false)', 'f', [{ variable: 'trueish' }, { value: false }]],
    ['f(\n  "a",\n  b\n)', 'f', [{ value: 'a' }, { variable: 'b' }]],
  ])('%s', (text, func, args) => {
    expect(parseCall(text)).toEqual({ func, args });
  });

  it.each(['f', 'f(', 'f)', 'm.f()', '1f()', '', 'f()()'])('%s is no call', (text) => {
    expect(() => parseCall(text)).toThrow(/is no call|Cannot read the argument/);
  });

  it.each(['f(a b)', 'f(,)', 'f(a,)', 'f([1])', 'f(x.y)', 'f("a"b")', 'f(1x)', 'f(1.)', 'f({})'])(
    '%s has an argument that a call cannot have',
    (text) => {
      expect(() => parseCall(text)).toThrow('Cannot read the argument');
    },
  );
});
