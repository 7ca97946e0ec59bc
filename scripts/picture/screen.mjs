// What stands on a terminal when all that was written to it has been drawn: what our own live screen writes is understood (colours,
// carriage return, cursor up, erase below), and anything else is an error.
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are told by one.
const PARTS = /\u001b\[([\d;]*)([A-Za-z])|\r|\n|[^\u001b\r\n]+/g;
const COLOURS = { 31: 'red', 32: 'green', 33: 'yellow', 36: 'cyan' };
const PLAIN = { colour: '', bold: false, faint: false };

/**
 * @param raw what programs wrote
 * @returns lines of spans `{ text, colour, bold, faint }`; neighbours differ in style
 * @throws Error for a control that is not understood
 */
export function finalLines(raw) {
  const screen = { lines: [[]], row: 0, column: 0, style: PLAIN };
  let at = 0;
  const requireAt = (next) => {
    if (next === at) return;
    throw new Error(`Not understood at ${at}: ${JSON.stringify(raw.slice(at, at + 10))}`);
  };
  for (const match of raw.matchAll(PARTS)) {
    requireAt(match.index);
    at += match[0].length;
    take(screen, match);
  }
  requireAt(raw.length);
  while (screen.lines.at(-1).length === 0 && screen.lines.length > 1) screen.lines.pop();
  return screen.lines.map(spansOf);
}

function take(screen, [whole, parameters, kind]) {
  if (whole === '\r') screen.column = 0;
  else if (whole === '\n') {
    screen.column = 0;
    screen.lines[++screen.row] ??= [];
  } else if (kind === undefined) put(screen, whole);
  else if (kind === 'm')
    for (const code of parameters.split(';')) screen.style = styled(screen.style, Number(code));
  else if (kind === 'A') screen.row -= Number(parameters || 1);
  else if (kind === 'J' && parameters === '0') {
    screen.lines.length = screen.row + 1;
    screen.lines[screen.row].length = screen.column;
  } else throw new Error(`No such control: ${JSON.stringify(whole)}`);
}

function put(screen, text) {
  for (const character of text)
    screen.lines[screen.row][screen.column++] = { character, style: screen.style };
}

function styled(style, code) {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, faint: true };
  if (code === 22) return { ...style, bold: false, faint: false };
  if (code === 39) return { ...style, colour: '' };
  if (code in COLOURS) return { ...style, colour: COLOURS[code] };
  throw new Error(`No such style: ${code}`);
}

function spansOf(cells) {
  const spans = [];
  for (const { character, style } of Array.from(cells, (cell) => cell ?? { character: ' ', style: PLAIN })) {
    const last = spans.at(-1);
    if (last?.style === style) last.text += character;
    else spans.push({ text: character, style });
  }
  return spans.map(({ text, style }) => ({ text, ...style }));
}
