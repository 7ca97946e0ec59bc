import type { CST } from 'yaml';
import { beginsLine, endsLine, lineEnding, lineStart, nextLine } from './lines.js';
import { flowPair } from './render.js';
import { linesAt, type Splice, withoutLines } from './splice.js';
import { commaOf, endOf, type Item, itemEnd, itemStart, itemsOf } from './tokens.js';

/** A pair put after the last one between braces: beside it, or on a line of its own where that one has such a line. */
export function flowInsertion(
  text: string,
  map: CST.FlowCollection,
  [key, value]: readonly [string, unknown],
): Splice[] {
  const pair = flowPair(key, value);
  const last = itemsOf(map).at(-1);
  if (last === undefined) return [firstPair(text, map, pair)];
  const comma = commaOf(map.items[map.items.indexOf(last) + 1]);
  const end = comma === undefined ? itemEnd(last) : comma + 1;
  const [before, after] = comma === undefined ? [',', ''] : ['', ','];
  if (!beginsLine(text, itemStart(last)) || !endsLine(text, end))
    return [{ from: end, to: end, text: `${before} ${pair}${after}` }];
  const indent = text.slice(lineStart(text, itemStart(last)), itemStart(last));
  return [{ from: end, to: end, text: before }, linesAt(text, nextLine(text, end), [indent + pair + after])];
}

/** An item taken out with one comma; comments between the braces stay. */
export function flowRemoval(text: string, flow: CST.FlowCollection, item: Item): Splice[] {
  const index = flow.items.indexOf(item);
  const [from, to] = [itemStart(item), itemEnd(item)];
  const comma = commaOf(flow.items[index + 1]);
  const end = comma === undefined ? to : comma + 1;
  if (beginsLine(text, from) && endsLine(text, end))
    return [withoutLines(text, lineStart(text, from), nextLine(text, end))];
  if (itemsOf(flow).length === 1) return [onlyItem(text, flow, from, end)];
  const isLast = itemsOf(flow).at(-1) === item;
  return [isLast ? lastItem(text, flow, index, to) : { from, to: spacesEnd(text, end), text: '' }];
}

function firstPair(text: string, map: CST.FlowCollection, pair: string): Splice {
  const [inner, brace] = [endOf(map.start), map.end[0]!.offset];
  if (text.slice(inner, brace).trim() === '') return { from: inner, to: brace, text: ` ${pair} ` };
  const indent = text.slice(lineStart(text, brace), brace);
  return { from: brace, to: brace, text: `  ${pair}${lineEnding(text, brace)}${indent}` };
}

function onlyItem(text: string, flow: CST.FlowCollection, from: number, to: number): Splice {
  const [inner, brace] = [endOf(flow.start), flow.end[0]!.offset];
  const isBare = (text.slice(inner, from) + text.slice(to, brace)).trim() === '';
  return isBare ? { from: inner, to: brace, text: '' } : { from, to, text: '' };
}

function lastItem(text: string, flow: CST.FlowCollection, index: number, to: number): Splice {
  const item = flow.items[index]!;
  const before = itemEnd(flow.items[index - 1]!);
  const isBeside = /^[ \t]*,[ \t]*$/.test(text.slice(before, itemStart(item)));
  return { from: isBeside ? before : itemStart(item), to, text: '' };
}

/** A comment keeps the space that it needs. */
function spacesEnd(text: string, at: number): number {
  const end = at + /^[ \t]*/.exec(text.slice(at))![0].length;
  return text[end] === '#' ? at : end;
}
