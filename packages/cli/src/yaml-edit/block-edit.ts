import type { CST } from 'yaml';
import { commentsEnd, lineStart, nextLine } from './lines.js';
import { blockPair, blockValue } from './render.js';
import { linesAt, type Splice, withoutLines } from './splice.js';
import { columnOf, type Style } from './style.js';
import { endOf, headEnd, type Item, itemEnd, itemStart, itemsOf, startOf } from './tokens.js';

/** A pair put after the last one, on lines of its own, as deep as its neighbours. */
export function blockInsertion(
  text: string,
  map: CST.BlockMap,
  [key, value]: readonly [string, unknown],
  style: Style,
): Splice[] {
  const column = columnOf(text, map);
  const end = commentsEnd(text, nextLine(text, itemEnd(itemsOf(map).at(-1)!)), column);
  return [linesAt(text, end, indented(blockPair(key, value, style), column))];
}

/** An item taken out with the lines that are its own: those of comments inside of it, not of one above. */
export function blockRemoval(text: string, block: CST.BlockMap | CST.BlockSequence, item: Item): Splice[] {
  return [ownLines(text, itemStart(item), itemEnd(item), columnOf(text, block))];
}

/** The value of a pair taken away, comments before it not. */
export function blockValueRemoval(text: string, map: CST.BlockMap, item: Item): Splice[] {
  if (item.value === undefined) return [];
  const [head, from, to] = [headEnd(item), startOf(item.value), endOf(item.value)];
  if (lineStart(text, from) <= head) return [{ from: head, to, text: '' }];
  return [ownLines(text, from, to, columnOf(text, map))];
}

/** A value put after a key that has none: what does not fit on its line stands below, before comments that do. */
export function blockValueInsertion(
  text: string,
  map: CST.BlockMap,
  item: Item,
  value: unknown,
  style: Style & { readonly ending: string },
): Splice[] {
  const head = headEnd(item);
  const [first, ...rest] = blockValue(value, style);
  const below = linesAt(text, nextLine(text, head), indented(rest, columnOf(text, map)), style.ending);
  return [{ from: head, to: head, text: first! }, ...(rest.length === 0 ? [] : [below])];
}

function ownLines(text: string, from: number, to: number, column: number): Splice {
  const end = commentsEnd(text, nextLine(text, to), column + 1);
  return withoutLines(text, lineStart(text, from), end);
}

function indented(lines: readonly string[], column: number): string[] {
  return lines.map((line) => (line === '' ? line : ' '.repeat(column) + line));
}
