import { describe, expect, it } from 'vitest';
import { lineText, mergedText } from '../../../src/commands/local/logs/merged.js';
import { NO_COLOURS, paletteOf } from '../../../src/output/terminal/palette.js';
import { PLAIN_VIEW } from '../../../src/output/terminal/view.js';

const TIME = Date.UTC(2026, 10, 30, 22, 45, 1, 123);
const line = (fields: object, level = 30, time = TIME) =>
  JSON.stringify({ level, time, peer: 'nox-0', ...fields });
const shown = (raw: string) => lineText('nox-0', raw, PLAIN_VIEW);

describe('a line of a log', () => {
  it('has peer, time, level, part, message and what else it says', () => {
    const raw = line({
      module: 'host',
      workerId: '12D3',
      changes: ['a', 'b'],
      durationMs: 1250.3,
      msg: 'Worker created',
    });
    expect(shown(raw)).toBe(
      'nox-0  11-30 22:45:01.123  INFO   host  Worker created  workerId=12D3 changes=["a","b"] took 1.3 s',
    );
  });

  it('tells what was thrown and what that came from, with the stack when it is an error', () => {
    const err = {
      type: 'Error',
      message: 'No store',
      stack: 'Error: No store\n    at a\n    at b',
      cause: { message: 'EACCES' },
    };
    expect(shown(line({ msg: 'Failed', err }, 40))).toBe(
      'nox-0  11-30 22:45:01.123  WARN   Failed: No store: EACCES',
    );
    expect(shown(line({ msg: 'Failed', err }, 50)).split('\n')).toEqual([
      'nox-0  11-30 22:45:01.123  ERROR  Failed: No store: EACCES',
      'nox-0      at a',
      'nox-0      at b',
    ]);
  });

  it('that is none is shown as it is', () => {
    expect(shown('Segmentation fault')).toBe('nox-0  Segmentation fault');
    expect(shown('{"level":30}')).toBe('nox-0  {"level":30}');
    expect(shown('null')).toBe('nox-0  null');
  });

  it('steers no terminal', () => {
    const text = shown(
      line({ module: '\u001b[2J', msg: 'a\u001b[31mb\nc', id: 'x\u009bA', err: { message: '\r' } }),
    );
    expect(text).not.toMatch(/[\p{Cc}]/u);
  });

  it('has its level in a colour and keeps to the width of a terminal', () => {
    const view = { width: 40, palette: paletteOf({ isTTY: true }, {}) };
    expect(lineText('nox-0', line({ msg: 'Gone' }, 50), view)).toContain('\u001b[31mERROR\u001b[39m');
    const narrow = { width: 40, palette: NO_COLOURS };
    expect(
      lineText('nox-0', line({ msg: 'Worker created', workerId: '12D3KooW' }), narrow).split('\n'),
    ).toEqual(['nox-0  11-30 22:45:01.123  INFO   Worker', '       created  workerId=12D3KooW']);
  });
});

it("lines of several peers stand in the order of their times, what has none behind its own peer's", () => {
  const at = (ms: number, msg: string) => line({ msg }, 30, TIME + ms);
  const logs = [
    { name: 'nox-0', lines: [at(0, 'one'), 'a stack', at(20, 'three')] },
    { name: 'nox-10', lines: [at(10, 'two')] },
  ];
  const words = mergedText(logs, 6, PLAIN_VIEW)
    .split('\n')
    .map((each) => [each.slice(0, 6), each.split(' ').at(-1)]);
  expect(words).toEqual([
    ['nox-0 ', 'one'],
    ['nox-0 ', 'stack'],
    ['nox-10', 'two'],
    ['nox-0 ', 'three'],
  ]);
});
