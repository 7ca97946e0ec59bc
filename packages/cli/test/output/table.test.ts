import { describe, expect, it } from 'vitest';
import { table } from '../../src/output/table.js';

describe('table', () => {
  it('lines up columns by their widest cell and leaves no blanks at the end', () => {
    const text = table(
      ['a', 'long title'],
      [
        ['wide cell', 'x'],
        ['y', ''],
      ],
    );
    expect(text.split('\n')).toEqual(['a          long title', '─────────  ──────────', 'wide cell  x', 'y']);
  });
});
