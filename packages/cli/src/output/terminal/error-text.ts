import type { View } from './view.js';
import { wrapped } from './wrap.js';

/**
 * An error: what, why and what next, with its code. On a terminal the code stands behind the first line, and details in
 * lines of their own below.
 */
export function errorText(message: string, code: string, { width, palette }: View): string {
  const [head, ...details] = width === undefined ? [message] : message.split('\n');
  const end = `[${code}]`;
  const first =
    width === undefined ? `Error: ${head} ${end}` : wrapped(`Error: ${head} ${end}`, width, 2).join('\n');
  const below = details.flatMap((line) => wrapped(`  ${line}`, width!, 2));
  const painted = first.slice(0, -end.length).replace(/^Error:/, palette.bad) + palette.faint(end);
  return [painted, ...below].join('\n');
}

const WARNING = /^Warning:/;

/** A line about work in progress; lines of other programs are left as they are. */
export function progressText(text: string, { width, palette }: View): string {
  if (!WARNING.test(text)) return text;
  const lines = width === undefined ? text : wrapped(text, width, 2).join('\n');
  return lines.replace(WARNING, palette.warn);
}
