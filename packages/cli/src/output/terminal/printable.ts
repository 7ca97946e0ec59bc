/** What strangers write is shown and not obeyed: escapes, line breaks, and what turns the direction of text. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
}
