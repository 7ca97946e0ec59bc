import { expect, it } from 'vitest';
import { errorOf, resultOf } from '../src/index.js';

it('a result is what the call answers, parsed as the test says', () => {
  expect(resultOf({ kind: 'ok', json: '{"a":1}' })).toEqual({ a: 1 });
  expect(resultOf({ kind: 'ok', json: '{"a":1}' }, (json) => json.length)).toBe(7);
  expect(resultOf({ kind: 'empty' })).toBe('');
});

it('a call that failed has an error and no result, and the other way round', () => {
  expect(errorOf({ kind: 'error', json: '"too late"' })).toBe('too late');
  expect(() => resultOf({ kind: 'error', json: '"too late"' })).toThrow('too late');
  expect(() => resultOf({ kind: 'not-defined' })).toThrow('no result');
  expect(() => errorOf({ kind: 'ok', json: '1' })).toThrow('no error');
});
