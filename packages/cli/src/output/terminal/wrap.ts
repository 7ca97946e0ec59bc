import { fitting, graphemesOf, widthOf } from './text-width.js';

/**
 * Lines of at most `width` columns, broken at blanks and, where a word is wider, within it. A line keeps its indentation.
 * @param hanging columns by which what is broken off is indented further
 */
export function wrapped(text: string, width: number, hanging = 0): string[] {
  return text.split('\n').flatMap((line) => wrappedLine(line, width, hanging));
}

function wrappedLine(line: string, width: number, hanging: number): string[] {
  if (widthOf(line) <= width) return [line];
  const indent = /^ */.exec(line)![0];
  // Indentation that leaves no room is none.
  const [first, next] = [indent, `${indent}${' '.repeat(hanging)}`].map((each) =>
    each.length * 2 > width ? '' : each,
  ) as [string, string];
  const lines = [first];
  let isEmpty = true;
  const begin = () => {
    lines.push(next);
    isEmpty = true;
  };
  const add = (text: string) => {
    lines.push(lines.pop()! + (isEmpty ? '' : ' ') + text);
    isEmpty = false;
  };
  const room = () => width - widthOf(lines.at(-1)!) - (isEmpty ? 0 : 1);
  for (const word of line.trim().split(/ +/)) {
    let rest = word;
    if (widthOf(rest) > room() && !isEmpty) begin();
    while (widthOf(rest) > room()) {
      const piece = fitting(graphemesOf(rest), room()).join('') || graphemesOf(rest)[0]!;
      add(piece);
      rest = rest.slice(piece.length);
      if (rest !== '') begin();
    }
    if (rest !== '') add(rest);
  }
  return lines;
}
