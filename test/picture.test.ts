import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from './utils/command.js';

interface Span {
  readonly text: string;
  readonly colour: string;
  readonly bold: boolean;
  readonly faint: boolean;
}
const { finalLines } = (await import(path.join(repository, 'scripts/picture/screen.mjs'))) as {
  finalLines(raw: string): Span[][];
};
const { svgOf } = (await import(path.join(repository, 'scripts/picture/svg.mjs'))) as {
  svgOf(lines: readonly (readonly Span[])[], columns: number, title: string): string;
};

const ESCAPE = '\u001b';
const texts = (raw: string) => finalLines(raw).map((spans) => spans.map(({ text }) => text).join(''));

describe('the picture of a terminal', () => {
  it('shows what stands there at the end, not what was drawn on the way', () => {
    const drawn = `one\ntwo\r${ESCAPE}[1A${ESCAPE}[0Jdone 1 s\nlast\rL`;
    expect(texts(drawn)).toEqual(['done 1 s', 'Last']);
  });

  it('has colours, bold and faint', () => {
    const [line] = finalLines(
      `a${ESCAPE}[32m✔${ESCAPE}[39m ${ESCAPE}[2m1 ms${ESCAPE}[22m${ESCAPE}[1mB${ESCAPE}[0mc`,
    );
    expect(line!.map(({ text, colour, bold, faint }) => [text, colour, bold, faint])).toEqual([
      ['a', '', false, false],
      ['✔', 'green', false, false],
      [' ', '', false, false],
      ['1 ms', '', false, true],
      ['B', '', true, false],
      ['c', '', false, false],
    ]);
  });

  it('is not made of what is not understood', () => {
    expect(() => finalLines(`${ESCAPE}[5;5H`)).toThrow('No such control');
    expect(() => finalLines(`${ESCAPE}[35m`)).toThrow('No such style');
    expect(() => finalLines(`a${ESCAPE}`)).toThrow('Not understood at 1');
  });

  it('keeps markup of the text out of its own', () => {
    expect(svgOf(finalLines('a <b> & "c"'), 20, '<')).toContain('>a &#60;b&#62; &#38; &#34;c&#34;</text>');
  });

  it('in docs/ is of a run that came to its end', () => {
    const svg = readFileSync(path.join(repository, 'docs/terminal.svg'), 'utf8');
    for (const text of ['fluence local up', 'READY 3 peers', 'fluence deploy', 'created'])
      expect(svg).toContain(text);
    expect(svg).not.toMatch(/Error:|✖/);
  });
});
