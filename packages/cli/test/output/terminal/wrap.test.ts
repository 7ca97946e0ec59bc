import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/output/terminal/text-width.js';
import { wrapped } from '../../../src/output/terminal/wrap.js';

describe('lines of a terminal', () => {
  it('are broken at blanks, and what is broken off hangs', () => {
    expect(wrapped('Error: no such peer, there are nox-0, nox-1', 20, 2)).toEqual([
      'Error: no such peer,',
      '  there are nox-0,',
      '  nox-1',
    ]);
  });

  it('keep their indentation and their own breaks', () => {
    expect(wrapped('a\n    b c d\n\ne', 8)).toEqual(['a', '    b c', '    d', '', 'e']);
  });

  it('keep the blanks between words that stay beside each other', () => {
    expect(wrapped('nox-0  INFO   started  a=b', 14)).toEqual(['nox-0  INFO', 'started  a=b']);
  });

  it('are not broken within a colour', () => {
    const text = 'a \u001b[2mworker=12D3KooW\u001b[22m';
    expect(wrapped(text, 8)).toEqual(['a', '\u001b[2mworker=1', '2D3KooW\u001b[22m']);
  });

  it('are broken within a word that is wider than they are', () => {
    expect(wrapped('ab 夜光虫夜光虫', 6)).toEqual(['ab', '夜光虫', '夜光虫']);
    expect(wrapped('key 0123456789', 8, 2)).toEqual(['key', '  012345', '  6789']);
  });

  it('keep to the width and lose no word, whatever they hold', () => {
    const words = fc.array(fc.stringMatching(/^[a-z夜🦠]{1,9}$/u), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 20 }), (all, width) => {
        const lines = wrapped(all.join(' '), width, 2);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(all.join(''));
      }),
    );
  });
});
