const SHORT: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\t': '\\t',
  '\r': '\\r',
  '\n': '\\n',
  '"': '\\"',
  '\\': '\\\\',
};

/** Characters Rust does not print as they are: not printable, or joined to the one before. */
const ESCAPED = /["\\]|[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}|\p{Grapheme_Extend}/gu;

/** A text as Rust's `Debug` prints it, quotes included: upstream's messages hold values in this form. */
export function rustDebug(text: string): string {
  const escaped = text.replace(ESCAPED, (c) => SHORT[c] ?? `\\u{${c.codePointAt(0)?.toString(16)}}`);
  return `"${escaped}"`;
}
