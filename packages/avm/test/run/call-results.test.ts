import { describe, expect, it } from 'vitest';
import type { CallResult } from '../../src/avm.js';
import { encodeCallResults } from '../../src/run/call-results.js';
import { hex } from '../utils/values.js';

describe('encodeCallResults', () => {
  it('writes prefix and empty map without results', () => {
    expect(hex(encodeCallResults(new Map()))).toBe('810480');
  });

  it('writes the vector of one result byte for byte', () => {
    expect(hex(encodeCallResults(new Map([[1, { retCode: 0, result: '"ok"' }]])))).toBe(
      '810481a13182a87265745f636f646500a6726573756c74a4226f6b22',
    );
  });

  it('writes ids as decimal strings and negative return codes as integers', () => {
    const bytes = hex(encodeCallResults(new Map([[4294967295, { retCode: -1, result: '' }]])));
    expect(bytes).toBe('810481aa3432393439363732393582a87265745f636f6465ffa6726573756c74a0');
  });

  it('writes long results', () => {
    const text = JSON.stringify('é'.repeat(40_000));
    const bytes = encodeCallResults(new Map([[1, { retCode: 0, result: text }]]));
    expect(hex(bytes.subarray(23, 28))).toBe('db00013882');
    expect(Buffer.from(bytes.subarray(28)).toString()).toBe(text);
  });

  it.each<[string, number, CallResult]>([
    ['a negative id', -1, { retCode: 0, result: '' }],
    ['an id beyond 32 bits', 4294967296, { retCode: 0, result: '' }],
    ['a fractional return code', 1, { retCode: 0.5, result: '' }],
    ['a return code beyond 32 bits', 1, { retCode: 2 ** 31, result: '' }],
  ])('refuses %s', (_id, id, result) => {
    const encode = () => encodeCallResults(new Map([[id, result]]));
    expect(encode).toThrow(expect.objectContaining({ code: 'AVM_INVALID_REQUEST' }));
  });
});
