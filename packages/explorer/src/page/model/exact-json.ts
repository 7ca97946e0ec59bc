/** What browsers of the last years have of JSON, and TypeScript does not know yet. */
interface ExactJson {
  rawJSON?(text: string): unknown;
}

/**
 * What a JSON text says, numbers of 64 bits as they are written: they come out of `JSON.stringify` with all their digits. Browsers
 * that cannot do so round them.
 * @throws SyntaxError
 */
export function exactJson(text: string): unknown {
  const { rawJSON } = JSON as ExactJson;
  if (rawJSON === undefined) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
    const source = context?.source;
    const isRounded = typeof value === 'number' && source !== undefined && /^-?\d{16,}$/.test(source);
    return isRounded ? rawJSON(source) : value;
  });
}
