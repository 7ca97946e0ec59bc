/** Where the line that `at` lies in begins. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the line after that of `at` begins; the text's end when there is none. */
export function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** How the line that ends at `at` does, or the text's first: `"\r\n"` or `"\n"`. */
export function lineEnding(text: string, at: number): string {
  const before = text.slice(0, at).lastIndexOf('\n');
  const end = before < 0 ? text.indexOf('\n') : before;
  return text[end - 1] === '\r' ? '\r\n' : '\n';
}

/** Whether nothing but a comment follows on the line. */
export function endsLine(text: string, at: number): boolean {
  return /^[ \t]*(#.*)?\r?\n?$/.test(text.slice(at, nextLine(text, at)));
}

/** Whether nothing but spaces stands before it on the line. */
export function beginsLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === '';
}

/**
 * The end of comments that stand at a certain depth or deeper, with blank lines between.
 * @param at begin of the first line that may be one
 * @returns begin of the line after the last one; `at` when there is none
 */
export function commentsEnd(text: string, at: number, depth: number): number {
  let end = at;
  for (let line = at; line < text.length; line = nextLine(text, line)) {
    const [, spaces, comment] = /^([ \t]*)(#)?/.exec(text.slice(line, nextLine(text, line)))!;
    const isBlank = text.slice(line, nextLine(text, line)).trim() === '';
    if (!isBlank && comment === undefined) return end;
    if (comment !== undefined && spaces!.length < depth) return end;
    if (!isBlank) end = nextLine(text, line);
  }
  return end;
}
