/// <reference lib="es2024.string" />

/** Whether the text has no lone surrogates, that is, has a UTF-8 form. Node.js has the method since 20. */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}
