import truncatedWidth from 'fast-string-truncated-width';

const ELLIPSIS = '…';
/** Made when it is needed: that takes 10 ms. */
let segmenter: Intl.Segmenter | undefined;

/** Columns of a terminal that a text takes: wide characters and emoji take two, colours none. */
export function widthOf(text: string): number {
  return truncatedWidth(text).width;
}

/** The beginning of a text, with an ellipsis when it takes more than `width` columns. */
export function cutEnd(text: string, width: number): string {
  const { index, truncated } = truncatedWidth(text, { limit: width, ellipsis: ELLIPSIS });
  return truncated ? text.slice(0, index) + ELLIPSIS : text;
}

/** Beginning and end of a text that takes more than `width` columns, as ids are told apart by both. */
export function cutMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const parts = graphemesOf(text);
  const room = Math.max(0, width - 1);
  const head = fitting(parts, Math.ceil(room / 2));
  const tail = fitting(parts.reverse(), room - widthOf(head.join('')));
  return head.join('') + ELLIPSIS + tail.reverse().join('');
}

/** A text filled up with blanks to so many columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one.
const COLOUR = /(\u001b\[[\d;]*m)/;

/** User-perceived characters and colours, which are never cut. */
export function graphemesOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const segments = segmenter;
  return text
    .split(COLOUR)
    .flatMap((part) =>
      COLOUR.test(part) ? [part] : Array.from(segments.segment(part), ({ segment }) => segment),
    );
}

/** As many of the first parts as there is room for. */
export function fitting(parts: readonly string[], width: number): string[] {
  let used = 0;
  const end = parts.findIndex((part) => {
    used += widthOf(part);
    return used > width;
  });
  return parts.slice(0, end < 0 ? parts.length : end);
}
