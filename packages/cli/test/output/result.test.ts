import { describe, expect, it } from 'vitest';
import { jsonText } from '../../src/output/result.js';

describe('the JSON a command prints', () => {
  it('has all digits of 64-bit integers, as numbers', () => {
    const value = { a: [18446744073709551615n, -9223372036854775808n], b: '1', c: null };
    expect(jsonText(value)).toBe(
      '{\n  "a": [\n    18446744073709551615,\n    -9223372036854775808\n  ],\n  "b": "1",\n  "c": null\n}',
    );
  });
});
