/** Three significant digits, without an exponent. */
export function figure(value) {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toFixed(Math.min(digits, 3));
}

/** `median (min–max)`, or the median alone when there was one round. */
export function range({ median, min, max, of }) {
  return of === 1 ? figure(median) : `${figure(median)} (${figure(min)}–${figure(max)})`;
}

/** Rows of texts in columns as wide as their longest text; the first row is the heading. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)));
  const line = (row) =>
    row
      .map((text, column) => String(text ?? '').padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  return [line(rows[0]), rule, ...rows.slice(1).map(line)].join('\n');
}

/** `reached` or `missed` beside a target. */
export function verdict(value, limit) {
  return value <= limit ? 'reached' : 'missed';
}
