import { lineEnding } from './lines.js';

/** What stands from one place of a text to another becomes something else. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A text with changes that do not overlap; two at one place come in their order. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const fromLast = [...splices].sort((one, other) => one.from - other.from).reverse();
  return fromLast.reduce((left, { from, to, text: put }) => left.slice(0, from) + put + left.slice(to), text);
}

/**
 * Lines put where a line begins, or after a last line without an end, which the text goes on to have.
 * @param ending of them. @default that of the line before
 */
export function linesAt(
  text: string,
  at: number,
  lines: readonly string[],
  ending = lineEnding(text, at),
): Splice {
  const isAfterOpenLine = at === text.length && at > 0 && text[at - 1] !== '\n';
  const put = lines.map((line) => (isAfterOpenLine ? ending + line : line + ending)).join('');
  return { from: at, to: at, text: put };
}

/** Whole lines taken away; a text whose last line has no end goes on to have such a one. */
export function withoutLines(text: string, from: number, to: number): Splice {
  const isOpen = to === text.length && text[to - 1] !== '\n';
  return { from: isOpen ? from - /\r?\n?$/.exec(text.slice(0, from))![0].length : from, to, text: '' };
}
