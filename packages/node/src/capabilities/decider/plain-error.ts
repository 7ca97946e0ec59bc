/** An error that went through as many `xor`s as scripts have. */
const MOST_WRAPPINGS = 16;
const OF_XOR = /^fail with '(\{.*\})' is used without corresponding xor$/s;
const OF_CALL = /^Local service error, ret_code is \d+, error message is '(.*)'$/s;

/** What a call said, of all that AquaVM says of its failure. Anything else as it is. */
export function plainError(text: string): string {
  let inner = text;
  for (let left = MOST_WRAPPINGS; left > 0; left -= 1) {
    const wrapped = OF_XOR.exec(inner)?.[1];
    const message = wrapped === undefined ? undefined : messageIn(wrapped);
    if (message === undefined) break;
    inner = message;
  }
  const said = OF_CALL.exec(inner)?.[1];
  return said === undefined ? inner : (textIn(said) ?? said);
}

function messageIn(json: string): string | undefined {
  const error = parse(json) as { readonly message?: unknown } | undefined;
  return typeof error?.message === 'string' ? error.message : undefined;
}

function textIn(json: string): string | undefined {
  const text = parse(json);
  return typeof text === 'string' ? text : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
