import { parseJson } from '@noctiluca/marine';
import { describe, expect, it } from 'vitest';
import type { AquaFields } from '../../../src/commands/run/aqua-type.js';
import { bindArguments, type NamedValues } from '../../../src/commands/run/bind-arguments.js';
import { parseCall } from '../../../src/commands/run/call-text.js';
import { array, option, scalar, T } from './types.js';

const bind = (call: string, parameters: AquaFields, data = '{}') =>
  bindArguments(parseCall(call), parameters, parseJson(data) as NamedValues);

describe('the arguments of a call', () => {
  it('go to the parameters by their places', () => {
    const parameters = { a: scalar('u8'), b: scalar('string'), c: scalar('u8') };
    expect(bind('f(b, "x", b)', parameters, '{"b": 7}')).toEqual({ a: 7, b: 'x', c: 7 });
  });

  it('that are literals are typed by the signature too', () => {
    expect(bind('f("x")', { a: option(scalar('string')) })).toEqual({ a: ['x'] });
    expect(() => bind('f(300)', { a: scalar('u8') })).toThrow('a: 300 does not fit u8');
  });

  it.each(['{}', '{"v": null}'])('that are optional may be absent: %s', (data) => {
    expect(bind('f(v)', { a: option(T) }, data)).toEqual({ a: [] });
  });

  it.each([
    ['f(v)', { a: array(T) }, '{}', `v: []T is missing: give it with --data '{"v": …}'`],
    [
      'f(v)',
      { a: scalar('u8') },
      '{"v": 1, "w": 2}',
      'The data has w, which the call of f does not use: its variables are v',
    ],
    ['f(1)', { a: scalar('u8') }, '{"v": 1}', 'its variables are none'],
    ['f(1, 2)', { a: scalar('u8') }, '{}', 'The call has 2 arguments, f(a) takes 1'],
    ['f()', { a: option(scalar('u8')) }, '{}', 'The call has 0 arguments, f(a) takes 1'],
    ['f(toString)', { a: scalar('string') }, '{}', 'toString: string is missing'],
    ['f(v)', { a: array(T) }, '{"v": [{"n": [1, "2"]}]}', 'v[0].n[1]: "2" is no i64'],
  ] as const)('%s of %j with %s is refused', (call, parameters, data, text) => {
    expect(() => bind(call, parameters, data)).toThrow(text);
  });
});
