import { describe, expect, it } from 'vitest';
import { describeError } from '../src/errors.js';

const refused = new Error('connect ECONNREFUSED 127.0.0.1:1');

describe('the text of what was thrown', () => {
  it.each([
    ['an error', refused, refused.message],
    ['an error without a text', new TypeError(), 'TypeError'],
    [
      'several errors',
      new AggregateError([refused, new Error('timed out')]),
      `${refused.message}; timed out`,
    ],
    ['an event of a WebSocket that has a text', { type: 'error', message: 'refused' }, 'refused'],
    [
      'an event of a WebSocket that has an error',
      { type: 'error', message: '', error: refused },
      refused.message,
    ],
    ['a text', 'no', 'no'],
    ['nothing', undefined, 'undefined'],
  ])('is that of %s', (_, thrown, text) => {
    expect(describeError(thrown)).toBe(text);
  });
});
