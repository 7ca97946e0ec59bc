import { expect, it } from 'vitest';
import { LineBuffer } from '../../../src/output/terminal/line-buffer.js';

it('lines that come in pieces are handed on whole, the last one at the end', () => {
  const lines: string[] = [];
  const buffer = new LineBuffer((line) => lines.push(line));
  for (const piece of ['one\ntw', 'o', '\n\nthr', 'ee']) buffer.add(piece);
  expect(lines).toEqual(['one', 'two', '']);
  buffer.end();
  buffer.end();
  expect(lines).toEqual(['one', 'two', '', 'three']);
});
