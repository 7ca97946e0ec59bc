import { type JsonValue, printJson } from '@noctiluca/marine/json';
import { cidOf } from '@noctiluca/store/cid';

/** The same text for equal values, whatever the order of their keys. */
export function canonicalJson(value: JsonValue): string {
  return printJson(sorted(value));
}

/** A digest of a value: equal for equal values. */
export function digestOf(value: JsonValue): string {
  return textDigest(canonicalJson(value));
}

/** A digest of a text: the CID of its bytes. */
export function textDigest(text: string): string {
  return cidOf(new TextEncoder().encode(text));
}

/** Digest of an object of which the JSON text of each value is known. @param texts canonical */
export function valuesDigest(texts: Readonly<Record<string, string>>): string {
  const fields = Object.keys(texts)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${texts[key]}`);
  return textDigest(`{${fields.join(',')}}`);
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlainObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key]!)]));
}

function isPlainObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
