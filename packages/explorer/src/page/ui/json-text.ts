/** A JSON text made readable; a text that is none, or was cut, as it is. */
export function jsonText(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
