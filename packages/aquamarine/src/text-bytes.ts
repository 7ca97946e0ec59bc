/** Below this length nobody counts what is wide in a text. */
const SHORT = 64;

/** What a text takes in memory, bytes: V8 keeps Latin-1 texts in one byte a character, others in two. */
export function textBytes(text: string): number {
  if (text.length < SHORT) return 2 * text.length;
  // In UTF-8 only ASCII is as long as it is in UTF-16 units; what is not is counted as wide.
  return Buffer.byteLength(text) === text.length ? text.length : 2 * text.length;
}
