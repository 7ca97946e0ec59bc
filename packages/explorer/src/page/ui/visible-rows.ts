/** Rows that are made beyond those that are seen: a turn of the wheel finds them there. */
const AHEAD = 4;

/** Which rows of a long list are made. */
export function visibleRows(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - AHEAD);
  const last = Math.min(count - 1, Math.ceil((scrollTop + height) / rowHeight) + AHEAD);
  return { first: Math.min(first, Math.max(0, count - 1)), last };
}

/** Where a list has to be scrolled to for a row to be seen: where it is when it is, by a row for the next, else with room around. */
export function scrollFor(row: number, scrollTop: number, height: number, rowHeight: number): number {
  const [top, bottom] = [row * rowHeight, (row + 1) * rowHeight];
  if (top >= scrollTop && bottom <= scrollTop + height) return scrollTop;
  if (top < scrollTop - rowHeight || bottom > scrollTop + height + rowHeight)
    return Math.max(0, top - height / 3);
  return top < scrollTop ? top : bottom - height;
}

/** Which row a key leads to from another; undefined for a key that leads nowhere. */
export function rowByKey(key: string, row: number, count: number, page: number): number | undefined {
  const to: Readonly<Record<string, number>> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + page,
    PageUp: row - page,
    Home: 0,
    End: count - 1,
  };
  const next = to[key];
  return next === undefined ? undefined : Math.min(Math.max(next, 0), Math.max(0, count - 1));
}
