import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestName } from '../../src/config/nearest.js';

describe('nearestName', () => {
  it.each([
    ['tcp_prot', 'tcp_port'],
    ['bootstrap_node', 'bootstrap_nodes'],
    ['lokal', 'local'],
  ])('%s means %s', (name, meant) => {
    expect(nearestName(name, ['tcp_port', 'http_port', 'bootstrap_nodes', 'local'])).toBe(meant);
  });

  it('names nothing when nothing is near', () => {
    expect(nearestName('colour', ['tcp_port', 'local'])).toBeUndefined();
    expect(nearestName('x'.repeat(100_000), ['tcp_port'])).toBeUndefined();
  });
});

describe('editDistance', () => {
  const word = fc.string({ maxLength: 12 });
  it('is a distance: zero for itself only, the same both ways', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, a)).toBe(0);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
