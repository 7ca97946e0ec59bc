import { widthOf } from './text-width.js';

/** Columns of which an id stays an id, of which a word is broken, and of a title that is cut. */
const SHORT_ID = 13;
const LONGEST_WORD = 16;
const SHORT_TITLE = 8;
/** What is not wider stays whole: addresses of this machine, names. */
const WHOLE = 24;
/** Between two columns. */
const GAP = 2;

/**
 * How wide the columns of a table are.
 * @param width of the terminal; undefined: as wide as their widest cells
 * @returns undefined when the terminal is too narrow for all of them
 */
export function columnWidths(
  columns: readonly { readonly title: string; readonly isWhole?: boolean }[],
  rows: readonly (readonly string[])[],
  width: number | undefined,
): number[] | undefined {
  const cellsOf = (index: number) => rows.map((row) => row[index] ?? '');
  const natural = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...cellsOf(index).map((cell) => widthOf(cell))),
  );
  if (width === undefined) return natural;
  const least = columns.map(({ title, isWhole }, index) => {
    if (isWhole === true) return natural[index]!;
    return Math.max(Math.min(widthOf(title), SHORT_TITLE), ...cellsOf(index).map(leastOf));
  });
  return narrowed(natural, least, width - GAP * (columns.length - 1));
}

function leastOf(cell: string): number {
  const words = cell.split(' ').map((word) => widthOf(word));
  if (words.length > 1) return Math.min(LONGEST_WORD, Math.max(...words));
  return words[0]! <= WHOLE ? words[0]! : SHORT_ID;
}

/** Takes from the widest, until all have room. */
function narrowed(natural: readonly number[], least: readonly number[], room: number): number[] | undefined {
  const widths = [...natural];
  let excess = widths.reduce((sum, each) => sum + each, 0) - room;
  for (; excess > 0; excess--) {
    const widest = widths.reduce(
      (found, each, index) => (each > least[index]! && each > (widths[found] ?? 0) ? index : found),
      -1,
    );
    if (widest < 0) return undefined;
    widths[widest]!--;
  }
  return widths;
}
