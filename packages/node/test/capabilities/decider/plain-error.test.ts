import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainError } from '../../../src/capabilities/decider/plain-error.js';

const ofCall = (text: string) =>
  `Local service error, ret_code is 1, error message is '${JSON.stringify(text)}'`;
const ofXor = (message: string) =>
  `fail with '${JSON.stringify({ error_code: 10000, message })}' is used without corresponding xor`;

describe('an error of a step', () => {
  it('is what the call said, through however many scripts it came', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(8), (text, times) => {
        let wrapped = ofCall(`Error: ${text}`);
        for (let n = 0; n < times; n += 1) wrapped = ofXor(wrapped);
        expect(plainError(wrapped)).toBe(`Error: ${text}`);
      }),
    );
  });

  it.each([
    'no such thing',
    "fail with '{}' is used without corresponding xor",
    "fail with '{not json}' is used without corresponding xor",
    ofXor('of no call').repeat(2),
  ])('is left as it is: %s', (text) => {
    expect(plainError(text)).toBe(text);
  });

  it('is what was said when it is no JSON', () => {
    expect(plainError("Local service error, ret_code is 1, error message is 'no quotes'")).toBe('no quotes');
  });
});
