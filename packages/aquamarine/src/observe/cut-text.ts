/**
 * At most `limit` UTF-16 units, ending in `…` when something was cut. Copies what it keeps: a V8 slice would hold on to
 * the whole text, and texts here may be megabytes of a stranger's.
 */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${Buffer.from(text.slice(0, limit - 1)).toString()}…`;
}
