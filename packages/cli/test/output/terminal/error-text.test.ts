import { describe, expect, it } from 'vitest';
import { errorText, progressText } from '../../../src/output/terminal/error-text.js';
import { NO_COLOURS, paletteOf } from '../../../src/output/terminal/palette.js';
import { PLAIN_VIEW } from '../../../src/output/terminal/view.js';

const narrow = { width: 30, palette: NO_COLOURS };

describe('an error', () => {
  it('is one line with its code where nobody watches', () => {
    expect(errorText('No peer nox-9', 'PEER_UNKNOWN', PLAIN_VIEW)).toBe(
      'Error: No peer nox-9 [PEER_UNKNOWN]',
    );
  });

  it('keeps to the width of a terminal, its details below', () => {
    const message = 'Cannot compile the Aqua of this project:\nmain.aqua:1:2 no such name, there are others';
    expect(errorText(message, 'AQUA_FAILED', narrow).split('\n')).toEqual([
      'Error: Cannot compile the Aqua',
      '  of this project:',
      '  [AQUA_FAILED]',
      '  main.aqua:1:2 no such name,',
      '    there are others',
    ]);
  });

  it('has its first word in red and its code where it does not disturb', () => {
    const view = { width: 80, palette: paletteOf({ isTTY: true }, {}) };
    expect(errorText('Gone', 'X', view)).toBe('\u001b[31mError:\u001b[39m Gone \u001b[2m[X]\u001b[22m');
  });
});

describe('what is said on the way', () => {
  it('is wrapped when it is a warning, and left alone otherwise', () => {
    const text = 'Warning: the wasm is taken as it was built';
    expect(progressText(text, narrow)).toBe('Warning: the wasm is taken as\n  it was built');
    expect(progressText(text, PLAIN_VIEW)).toBe(text);
    expect(progressText(' 1 | func f() -> string: no end', narrow)).toBe(' 1 | func f() -> string: no end');
  });
});
