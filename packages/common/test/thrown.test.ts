import { describe, expect, it } from 'vitest';
import { codeOf, hasCode, messageOf } from '../src/thrown.js';

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
