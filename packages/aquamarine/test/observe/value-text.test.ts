import { type JsonValue, parseJson, printJson } from '@noctiluca/marine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueText } from '../../src/observe/value-text.js';

describe('text of a value', () => {
  it('is its JSON when that is short', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value = parseJson(text);
        const whole = printJson(value);
        // Floats without a fraction lose their `.0`, which says nothing here.
        fc.pre(!/\d\.0|e|-0/.test(whole));
        expect(valueText(value, 10_000)).toBe(whole);
      }),
    );
  });

  it('is cut, and no more of a large value is looked at than is shown', () => {
    let looked = 0;
    const items = Array.from({ length: 100_000 }, (_, i) => i);
    const value = new Proxy(items, {
      get: (target, key) => {
        looked++;
        return Reflect.get(target, key);
      },
    });
    const text = valueText(value as JsonValue, 50);
    expect(text).toHaveLength(50);
    expect(text.startsWith('[0,1,2,3')).toBe(true);
    expect(looked).toBeLessThan(200);
    expect(valueText(['x'.repeat(1_000_000)], 20)).toBe(`["${'x'.repeat(17)}…`);
  });

  it('shows floats and large integers as numbers', () => {
    expect(valueText(parseJson('[1.0, 18446744073709551615, {"value": 1}]'), 100)).toBe(
      '[1,18446744073709551615,{"value":1}]',
    );
  });
});
