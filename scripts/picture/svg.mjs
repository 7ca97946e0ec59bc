// Lines of a terminal as a picture that needs no font but some monospaced one: each span is set to the width of its columns.
const COLUMN = 7.8;
const ROW = 18;
const EDGE = 16;
const FILL = { '': '#d6deeb', red: '#ff6b6b', green: '#7ee787', yellow: '#e3b341', cyan: '#56d4dd' };

/** @param lines of `finalLines` @param columns of the terminal @param title for who does not see it */
export function svgOf(lines, columns, title) {
  const width = Math.ceil(columns * COLUMN + 2 * EDGE);
  const height = lines.length * ROW + 2 * EDGE;
  const rows = lines.flatMap((spans, row) => textsOf(spans, EDGE + (row + 0.75) * ROW));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" xml:space="preserve">`,
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function textsOf(spans, y) {
  let column = 0;
  return spans.flatMap((span) => {
    const [x, { length }] = [EDGE + column * COLUMN, [...span.text]];
    column += length;
    if (span.text.trim() === '') return [];
    const style = `fill="${FILL[span.colour]}"${span.bold ? ' font-weight="bold"' : ''}${span.faint ? ' opacity="0.6"' : ''}`;
    const size = `textLength="${rounded(length * COLUMN)}" lengthAdjust="spacingAndGlyphs"`;
    return [`<text x="${rounded(x)}" y="${rounded(y)}" ${size} ${style}>${escaped(span.text)}</text>`];
  });
}

const rounded = (value) => Math.round(value * 10) / 10;
const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
