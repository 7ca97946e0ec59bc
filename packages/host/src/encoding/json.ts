import { JsonFloat, type JsonValue, printSortedJson } from '@noctiluca/marine';

/** Longest rendering of a value inside an error text, in characters. */
const SHOWN_LENGTH = 120;

export type JsonArray = readonly JsonValue[];
export type JsonObject = { readonly [key: string]: JsonValue };

export function isArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value);
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonFloat)
  );
}

/** The integer a value is, undefined for floats (also `1.0`) and everything else. */
export function toInteger(value: JsonValue): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

/** The JSON value of an integer: a `number` while that is exact. */
export function fromInteger(value: bigint): JsonValue {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** JSON text for an error message, cut when long. */
export function shown(value: JsonValue): string {
  const text = printSortedJson(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
