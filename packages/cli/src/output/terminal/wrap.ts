import { fitting, graphemesOf, widthOf } from './text-width.js';

/**
 * Lines of at most `width` columns, broken at blanks and, where a word is wider, within it. A line keeps its indentation, and
 * the blanks between words that stay beside each other.
 * @param hanging columns by which what is broken off is indented further
 */
export function wrapped(text: string, width: number, hanging = 0): string[] {
  return text
    .split('\n')
    .flatMap((line) => (widthOf(line) <= width ? [line] : new WrappedLine(line, width, hanging).lines()));
}

class WrappedLine {
  readonly #width: number;
  readonly #indent: string;
  readonly #text: string;
  readonly #lines: string[];
  #isEmpty = true;

  constructor(line: string, width: number, hanging: number) {
    const [indent] = /^ */.exec(line)!;
    // Indentation that leaves no room is none.
    const allowed = (columns: number) => ' '.repeat(columns * 2 > width ? 0 : columns);
    this.#width = width;
    this.#indent = allowed(indent.length + hanging);
    this.#lines = [allowed(indent.length)];
    this.#text = line.slice(indent.length);
  }

  lines(): string[] {
    for (const [, blanks = '', word = ''] of this.#text.matchAll(/( *)([^ ]+)/g)) this.#add(blanks, word);
    return this.#lines;
  }

  #add(blanks: string, word: string): void {
    if (!this.#isEmpty && widthOf(blanks + word) > this.#room()) this.#begin();
    this.#append(this.#isEmpty ? '' : blanks, '');
    let parts = graphemesOf(word);
    while (widthOf(parts.join('')) > this.#room()) {
      // What is wider than a whole line stands in one.
      const taken = Math.max(1, fitting(parts, this.#room()).length);
      this.#append('', parts.slice(0, taken).join(''));
      parts = parts.slice(taken);
      if (parts.length === 0) return;
      this.#begin();
    }
    this.#append('', parts.join(''));
  }

  #room(): number {
    return this.#width - widthOf(this.#lines.at(-1)!);
  }

  #begin(): void {
    this.#lines.push(this.#indent);
    this.#isEmpty = true;
  }

  #append(blanks: string, text: string): void {
    this.#lines.push(this.#lines.pop()! + blanks + text);
    if (text !== '') this.#isEmpty = false;
  }
}
