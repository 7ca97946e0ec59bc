import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argumentOf, exampleOf, kindOf } from '../src/page/model/arguments.js';

const RECORDS = [
  {
    name: 'Greeting',
    fields: [
      { name: 'text', ty: 'string' },
      { name: 'to', ty: '[]Person' },
    ],
  },
  {
    name: 'Person',
    fields: [
      { name: 'age', ty: 'u8' },
      { name: 'friends', ty: '[]Person' },
    ],
  },
];

describe('an argument of a call', () => {
  it('is written as its type is', () => {
    expect(['string', 'bool', 'u64', 'f32', '[]string', 'Person'].map(kindOf)).toEqual([
      'text',
      'flag',
      'number',
      'number',
      'json',
      'json',
    ]);
  });

  it('keeps all digits of 64 bits', () => {
    expect(argumentOf('u64', ' 18446744073709551615 ')).toEqual({ json: '18446744073709551615' });
    expect(argumentOf('s64', '-9223372036854775808')).toEqual({ json: '-9223372036854775808' });
  });

  it('is refused past the bounds of its type', () => {
    expect(argumentOf('u8', '256')).toEqual({ why: 'u8 goes from 0 to 255' });
    expect(argumentOf('s8', '-129')).toEqual({ why: 's8 goes from -128 to 127' });
    expect(argumentOf('u32', '1.5')).toEqual({ why: 'no whole number' });
    expect(argumentOf('f64', 'one')).toEqual({ why: 'no number' });
    expect(argumentOf('[]string', '["a"')).toEqual({ why: expect.stringContaining('no JSON') });
  });

  it('is JSON whatever was written, or is refused', () => {
    const types = fc.constantFrom('string', 'bool', 'u8', 's64', 'f64', '[]string', 'Person');
    fc.assert(
      fc.property(
        types,
        fc.oneof(fc.string({ unit: 'binary' }), fc.double().map(String)),
        (type, written) => {
          const parsed = argumentOf(type, written);
          if ('json' in parsed) expect(() => JSON.parse(parsed.json)).not.toThrow();
          else expect(parsed.why).not.toBe('');
        },
      ),
    );
  });

  it('has an example of its type, of records inside records too', () => {
    expect(JSON.parse(exampleOf('Greeting', RECORDS))).toMatchObject({ text: '', to: [{ age: 0 }] });
    expect(JSON.parse(exampleOf('[]u8', RECORDS))).toEqual([1, 2, 3]);
    expect(JSON.parse(exampleOf('Unknown', RECORDS))).toBeNull();
  });
});
