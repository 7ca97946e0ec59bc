import { describe, expect, it } from 'vitest';
import { codeOf, hasCode, messageOf } from '../src/thrown.js';

const refused = new Error('connect ECONNREFUSED 127.0.0.1:1');
const ofItself = new AggregateError([], '');
ofItself.errors.push(...Array<unknown>(1000).fill(ofItself));

describe('what was thrown', () => {
  it.each([
    [new Error('gone'), 'gone'],
    ['gone', 'gone'],
    [undefined, 'undefined'],
    [{ message: 'gone', error_code: 1 }, 'gone'],
    [Symbol('a thing'), 'Symbol(a thing)'],
    [null, 'null'],
    [{ message: JSON.parse('{"toString":1}') }, '[object Object]'],
    [Object.create(null), '[object Object]'],
  ])('has a text: %j', (thrown, text) => expect(messageOf(thrown)).toBe(text));

  it.each([
    ['an error', refused, refused.message],
    ['an error without a text', new TypeError(), 'TypeError'],
    [
      'several errors',
      new AggregateError([refused, new Error('timed out')]),
      `${refused.message}; timed out`,
    ],
    [
      'several errors that are told of together',
      new AggregateError([refused, new Error('lost')], 'Not reached (lost)'),
      `Not reached (lost): ${refused.message}`,
    ],
    ['an event of a WebSocket that has a text', { type: 'error', message: 'refused' }, 'refused'],
    [
      'an event of a WebSocket that has an error',
      { type: 'error', message: '', error: refused },
      refused.message,
    ],
    ['a text', 'no', 'no'],
    ['nothing', undefined, 'undefined'],
    ['what holds itself many times', ofItself, 'AggregateError'],
  ])('has the text of %s', (_, thrown, text) => expect(messageOf(thrown)).toBe(text));

  it.each([
    [Object.assign(new Error('gone'), { code: 'ENOENT' }), 'ENOENT'],
    [{ code: 'ENOENT' }, 'ENOENT'],
    [Object.assign(new Error('gone'), { code: 7 }), undefined],
    [new Error('gone'), undefined],
    ['ENOENT', undefined],
    [null, undefined],
  ])('has the code that it carries, if it is a text: %j', (thrown, code) =>
    expect(codeOf(thrown)).toBe(code),
  );

  it('is asked for one code', () => {
    expect(hasCode({ code: 'ENOENT' }, 'ENOENT')).toBe(true);
    expect(hasCode({ code: 'EACCES' }, 'ENOENT')).toBe(false);
    expect(hasCode('ENOENT', 'ENOENT')).toBe(false);
  });
});
