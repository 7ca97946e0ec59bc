import { describe, expect, it } from 'vitest';
import { paletteOf } from '../../../src/output/terminal/palette.js';

const RED = '\u001b[31mno\u001b[39m';
const painted = (isTTY: boolean, env: Record<string, string>) => paletteOf({ isTTY }, env).bad('no');

describe('colours', () => {
  it('are for terminals', () => {
    expect(painted(true, {})).toBe(RED);
    expect(painted(false, {})).toBe('no');
    expect(painted(true, { TERM: 'dumb' })).toBe('no');
  });

  it('are off with NO_COLOR, whatever it holds but nothing', () => {
    expect(painted(true, { NO_COLOR: '1' })).toBe('no');
    expect(painted(true, { NO_COLOR: '' })).toBe(RED);
  });

  it('are as FORCE_COLOR says, terminal or not, NO_COLOR or not', () => {
    expect(painted(false, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(RED);
    expect(painted(true, { FORCE_COLOR: '0' })).toBe('no');
    expect(painted(true, { FORCE_COLOR: 'false' })).toBe('no');
  });
});
