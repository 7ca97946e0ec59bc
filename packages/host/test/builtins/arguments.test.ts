import type { JsonValue } from '@noctiluca/marine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { any, bytes, i64, listOf, pairs, text, u32 } from '../../src/builtins/argument-types.js';
import { exactly, fields, optional, required } from '../../src/builtins/arguments.js';

const json = fc.jsonValue().map((value) => value as JsonValue);

describe('an option', () => {
  const list = fields({ count: optional(u32) });
  const read = (...args: JsonValue[]) => list.decode(args).count;

  test('may be absent, null, bare, empty or full', () => {
    expect([read(), read(null), read(5), read([]), read([5])]).toEqual([
      undefined,
      undefined,
      5,
      undefined,
      5,
    ]);
  });

  test('with two elements or a wrong value is refused', () => {
    expect(() => read([1, 2])).toThrow("Option's array must contain at most 1 element, field 'count' has 2");
    expect(() => read(['x'])).toThrow(`Error deserializing field 'count': expected u32, got "x"`);
    expect(() => read(-1)).toThrow("Error deserializing field 'count': expected u32, got -1");
  });

  test('of a list takes the bare list too', () => {
    const lists = fields({ names: optional(listOf(text)), envs: optional(pairs) });
    const names = (value: JsonValue) => lists.decode([value]).names;
    expect([names([]), names(['a']), names(['a', 'b']), names([['a', 'b']])]).toEqual([
      undefined,
      ['a'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
    const envs = (value: JsonValue) => [...(lists.decode([null, value]).envs ?? [])];
    expect(envs([['K', 'V']])).toEqual([['K', 'V']]);
    expect(envs([[['K', 'V']]])).toEqual([['K', 'V']]);
    expect(() => envs([['K', 1]])).toThrow("Error deserializing field 'envs': expected [][]string");
  });
});

describe('types', () => {
  test('whatever is given, decoding answers or throws the typed error', () => {
    const list = fields({
      a: required(i64),
      b: optional(bytes),
      c: optional(pairs),
      d: optional(listOf(u32)),
    });
    fc.assert(
      fc.property(fc.array(json), (args) => {
        try {
          list.decode(args);
        } catch (error) {
          expect(error).toMatchObject({ code: 'BAD_ARGUMENTS' });
        }
      }),
    );
  });

  test('bytes arrive as they are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (raw) => {
        expect(bytes.decode([...raw])).toEqual(raw);
      }),
    );
  });

  test('the value in an error text is cut', () => {
    expect(() => fields({ a: required(text) }).decode([[...Array(10_000).keys()]])).toThrow(/^.{1,220}$/s);
  });
});

describe('arity', () => {
  test('further arguments are ignored, unless the function counts them', () => {
    expect(fields({ a: required(any) }).decode([1, 2])).toEqual({ a: 1 });
    expect(() => exactly({ a: required(any) }).decode([1, 2])).toThrow('expected 1 arguments, got 2');
  });
});
