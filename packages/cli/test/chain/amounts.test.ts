import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUnits, parseUnits } from '../../src/chain/amounts.js';
import { durationSec } from '../../src/chain/duration.js';

describe('an amount', () => {
  it('is the same after it was written and read', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 40n), fc.integer({ min: 1, max: 18 }), (units, decimals) => {
        expect(parseUnits(formatUnits(units, decimals), decimals)).toBe(units);
      }),
    );
  });

  it.each([
    ['0.33', 330_000n],
    ['10', 10_000_000n],
    ['10.', 10_000_000n],
    ['0.000001', 1n],
  ])('%s is %d millionths', (text, units) => expect(parseUnits(text, 6)).toBe(units));

  it.each(['', '-1', '1e3', '0x1', '1,5', '.5', '0.0000001', '9'.repeat(100)])('is not %j', (text) => {
    expect(() => parseUnits(text, 6)).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }));
  });
});

describe('a duration of provider.yaml', () => {
  it.each([
    ['100 days', 8_640_000],
    ['1 hour', 3600],
    ['90s', 90],
    ['1h 30m', 5400],
  ])('%s is %d seconds', (text, seconds) => expect(durationSec(text)).toBe(seconds));

  it('is not any text', () => {
    expect(durationSec('long')).toBeUndefined();
  });
});
