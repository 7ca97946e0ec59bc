import { JsonFloat, type JsonValue, printSortedJson } from '@noctiluca/marine';
import { SpellError } from './errors.js';

export function isJsonObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonFloat)
  );
}

/**
 * Fields of an object as a spell keeps them: each a string that holds the JSON text of its value, keys sorted, which
 * `getDataSrv.<field>` reads back (spec/nox.md §5.4).
 * @throws SpellError `INVALID` when it is no object
 */
export function fieldTexts(fields: JsonValue): [key: string, text: string][] {
  if (!isJsonObject(fields)) throw new SpellError('INVALID', 'passed string must represent a JSON object');
  return Object.entries(fields).map(([key, value]) => [key, printSortedJson(value)]);
}
