import { describe, expect, it } from 'vitest';
import { compareSemver, parseSemver } from '../../src/it/semver.js';

/** The example of semver.org §11, and the minimums of Marine. */
const ORDERED = [
  '0.5.9',
  '0.6.0-alpha',
  '0.6.0',
  '0.20.0-rc.1',
  '0.20.0',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '18446744073709551615.0.0',
];

describe('semantic versions', () => {
  it('are ordered by precedence', () => {
    for (const [i, a] of ORDERED.entries())
      for (const [j, b] of ORDERED.entries())
        expect(Math.sign(compareSemver(parseSemver(a)!, parseSemver(b)!)), `${a} and ${b}`).toBe(
          Math.sign(i - j),
        );
  });

  it('ignore build metadata in the order', () => {
    expect(compareSemver(parseSemver('1.0.0+a')!, parseSemver('1.0.0+b')!)).toBe(0);
  });

  it.each([
    '',
    'x',
    '1',
    '1.0',
    '1.0.0.0',
    '01.0.0',
    '1.0.0-',
    '1.0.0-01',
    '1.0.0+',
    ' 1.0.0',
    `1.0.0-${'a'.repeat(300)}`,
  ])('do not include %j', (text) => expect(parseSemver(text)).toBeUndefined());
});
