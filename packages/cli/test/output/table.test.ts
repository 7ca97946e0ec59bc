import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../../src/output/table.js';
import { NO_COLOURS, paletteOf } from '../../src/output/terminal/palette.js';
import { widthOf } from '../../src/output/terminal/text-width.js';

const PEER = '12D3KooWCK4JJSCTbXkBnjxahqRbzi5LBXqmgVDMrQVffBC2sdrg';
const on = (width: number) => ({ width, palette: NO_COLOURS });

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

  it('lines up wide characters too', () => {
    expect(table(['a', 'b'], [['夜光', 'x']]).split('\n')[2]).toBe('夜光  x');
    expect(table(['long', 'b'], [['夜', 'x']]).split('\n')[2]).toBe('夜    x');
  });

  it('cuts nothing where there is no terminal', () => {
    expect(table(['peer'], [[PEER]])).toContain(PEER);
  });

  it('shortens ids in the middle and wraps sentences where a terminal is narrower', () => {
    const text = table(['peer', 'id', 'why'], [['nox-0', PEER, 'the host did not answer in time']], on(44));
    expect(text.split('\n')).toEqual([
      'peer   id                 why',
      '─────  ─────────────────  ──────────────────',
      'nox-0  12D3KooW…fBC2sdrg  the host did not',
      '                          answer in time',
    ]);
  });

  it('leaves whole what is there to be copied', () => {
    const text = table(['why', { title: 'id', isWhole: true }], [[PEER, PEER]], on(70));
    expect(text.split('\n')[2]).toMatch(new RegExp(`^12D3\\S+…\\S+ {2}${PEER}$`));
  });

  it('has a line for each cell where not even that fits', () => {
    const rows = [
      ['nox-0', PEER, ''],
      ['nox-1', PEER, 'gone'],
    ];
    expect(table(['peer', 'peer id', 'why'], rows, on(22)).split('\n')).toEqual([
      'peer     nox-0',
      'peer id  12D3Ko…C2sdrg',
      '',
      'peer     nox-1',
      'peer id  12D3Ko…C2sdrg',
      'why      gone',
    ]);
  });

  it('paints a cell by what it means', () => {
    const view = { width: 80, palette: paletteOf({ isTTY: true }, {}) };
    const state = { title: 'state', meaning: (cell: string) => (cell === 'up' ? 'good' : 'bad') } as const;
    const lines = table(
      [state, 'b'],
      [
        ['up', 'x'],
        ['down', 'y'],
      ],
      view,
    ).split('\n');
    expect(lines.slice(2)).toEqual(['\u001b[32mup\u001b[39m     x', '\u001b[31mdown\u001b[39m   y']);
  });

  it('keeps to the width, whatever it holds', () => {
    const cell = fc.oneof(
      fc.stringMatching(/^[a-z夜🦠]{0,60}$/u),
      fc.array(fc.stringMatching(/^[a-z夜]{1,20}$/u), { maxLength: 12 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell, cell)),
        fc.integer({ min: 20, max: 100 }),
        (rows, width) => {
          for (const line of table(['a', 'title', 'c', 'd'], rows, on(width)).split('\n'))
            expect(widthOf(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
