import { JsonFloat, type JsonValue } from '@noctiluca/marine';

export type JsonRecord = Readonly<Record<string, JsonValue>>;

/** Whether a value of JSON is an object: no list, no number in a class of its own. */
export function isJsonRecord(value: JsonValue): value is JsonRecord {
  const isObject = typeof value === 'object' && value !== null;
  return isObject && !Array.isArray(value) && !(value instanceof JsonFloat);
}
