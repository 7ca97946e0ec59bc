import { describe, expect, it } from 'vitest';
import { sha256, sha256Hex } from '../src/sha256.js';

/** FIPS 180-2, B.1. */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('sha256', () => {
  it('is that of the standard', () => {
    expect(sha256Hex('abc')).toBe(ABC);
    expect(sha256(new TextEncoder().encode('abc')).toString('hex')).toBe(ABC);
  });

  it('takes a string as UTF-8', () => {
    expect(sha256('ü')).toEqual(sha256(Uint8Array.of(0xc3, 0xbc)));
  });
});
