import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutEnd, cutMiddle, padEnd, widthOf } from '../../../src/output/terminal/text-width.js';

const PEER = '12D3KooWCK4JJSCTbXkBnjxahqRbzi5LBXqmgVDMrQVffBC2sdrg';

describe('columns of a text', () => {
  it('counts wide characters and emoji twice, colours and joined parts not at all', () => {
    expect(['abc', '夜光虫', '🦠', '👩‍🔬', 'e\u0301', '\u001b[31mred\u001b[39m'].map(widthOf)).toEqual([
      3, 6, 2, 2, 1, 3,
    ]);
  });

  it('fills up by columns, not by characters', () => {
    expect(padEnd('夜', 4)).toBe('夜  ');
    expect(padEnd('long', 2)).toBe('long');
  });
});

describe('a text that is cut', () => {
  it('shows the beginning and the end of an id', () => {
    expect(cutMiddle(PEER, 13)).toBe('12D3Ko…C2sdrg');
    expect(cutMiddle(PEER, 52)).toBe(PEER);
  });

  it('ends with an ellipsis', () => {
    expect(cutEnd('夜光虫 glows', 6)).toBe('夜光…');
    expect(cutEnd('short', 5)).toBe('short');
  });

  it('never takes more columns than there are, and never half of a character', () => {
    const anyText = fc.string({ unit: fc.constantFrom('a', '夜', '👩‍🔬', '🦠', 'e\u0301', ' ') });
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 12 }), (text, width) => {
        for (const cut of [cutEnd(text, width), cutMiddle(text, width)]) {
          expect(widthOf(cut)).toBeLessThanOrEqual(width);
          expect(cut.replaceAll(/[a夜🦠… ]|👩‍🔬|e\u0301/gu, '')).toBe('');
        }
      }),
    );
  });
});
