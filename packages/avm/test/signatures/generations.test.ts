import { describe, expect, it } from 'vitest';
import { Generations } from '../../src/signatures/generations.js';

describe('what is remembered by generations', () => {
  it('is never more than its bound', () => {
    const known = new Generations<number>(10);
    for (let i = 0; i < 1000; i += 1) {
      known.set(`${i}`, i);
      expect(known.size).toBeLessThanOrEqual(10);
    }
    expect(known.get('999')).toBe(999);
    expect(known.get('1')).toBeUndefined();
  });

  it('stays as long as it is asked for', () => {
    const known = new Generations<string>(10);
    known.set('asked for', 'here');
    for (let i = 0; i < 1000; i += 1) {
      known.set(`${i}`, 'other');
      expect(known.get('asked for')).toBe('here');
    }
  });
});
