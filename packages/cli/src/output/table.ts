import { columnWidths } from './terminal/column-widths.js';
import type { Palette } from './terminal/palette.js';
import { cutMiddle, padEnd, widthOf } from './terminal/text-width.js';
import { PLAIN_VIEW, type View } from './terminal/view.js';
import { wrapped } from './terminal/wrap.js';

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Never shortened: what people copy. @default false */
  readonly isWhole?: boolean;
  /** What a cell means. @default nothing */
  readonly meaning?: (cell: string) => keyof Palette | undefined;
}

const GAP = '  ';

/**
 * A header line, a rule, a line per row; columns as wide as their widest cell. Where a terminal is narrower, ids (what has no
 * blanks) are shortened in the middle and sentences wrapped; where that is not enough, a row is a line per cell.
 */
export function table(
  header: readonly (string | Column)[],
  rows: readonly (readonly string[])[],
  view: View = PLAIN_VIEW,
): string {
  const columns = header.map((each) => (typeof each === 'string' ? { title: each } : each));
  const cells = rows.map((row) => columns.map((_, index) => row[index] ?? ''));
  const widths = columnWidths(columns, cells, view.width);
  return widths === undefined ? blocks(columns, cells, view) : grid(columns, cells, widths, view);
}

type Cells = readonly (readonly string[])[];

function grid(columns: readonly Column[], rows: Cells, widths: readonly number[], view: View): string {
  const { strong, faint } = view.palette;
  const lines = rows.flatMap((row) =>
    rowLines(
      row.map((cell, index) => laidOut(cell, columns[index]!, widths[index]!, view)),
      widths,
    ),
  );
  const titles = columns.map(({ title }, index) => strong(cutMiddle(title, widths[index]!)));
  const rules = widths.map((width) => faint('─'.repeat(width)));
  return [joined(titles, widths), joined(rules, widths), ...lines].join('\n');
}

/** Lines of one row, as many as its highest cell has. */
function rowLines(cells: readonly (readonly string[])[], widths: readonly number[]): string[] {
  const height = Math.max(1, ...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    joined(
      cells.map((cell) => cell[line] ?? ''),
      widths,
    ),
  );
}

function joined(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, index) => padEnd(cell, widths[index]!))
    .join(GAP)
    .trimEnd();
}

function laidOut(
  cell: string,
  { meaning }: Column,
  width: number,
  { width: screen, palette }: View,
): string[] {
  const lines =
    screen === undefined ? [cell] : cell.includes(' ') ? wrapped(cell, width) : [cutMiddle(cell, width)];
  const name = meaning?.(cell);
  return name === undefined ? lines : lines.map(palette[name]);
}

/** Every row a block of its own, with titles before its cells; empty ones are left out. */
function blocks(columns: readonly Column[], rows: Cells, view: View): string {
  const titleWidth = Math.max(...columns.map(({ title }) => widthOf(title)));
  const width = Math.max(1, (view.width ?? 0) - titleWidth - GAP.length);
  const blockOf = (row: readonly string[]) =>
    row.flatMap((cell, index) => {
      const column = columns[index]!;
      const title = view.palette.strong(column.title);
      if (cell === '') return [];
      const lines = laidOut(cell, column, column.isWhole ? Math.max(width, widthOf(cell)) : width, view);
      return rowLines([[title], lines], [titleWidth, width]);
    });
  return rows.map((row) => blockOf(row).join('\n')).join('\n\n');
}
