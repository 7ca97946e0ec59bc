import { type JsonValue, parseJson, printSortedJson } from '@noctiluca/marine/json';
import { cidOf } from '@noctiluca/store/cid';

/** The same text for equal values, whatever the order of their keys. */
export function canonicalJson(value: JsonValue): string {
  return printSortedJson(value);
}

/** A digest of a value: equal for equal values. */
export function digestOf(value: JsonValue): string {
  return textDigest(canonicalJson(value));
}

/** A digest of a text: the CID of its bytes. */
export function textDigest(text: string): string {
  return cidOf(new TextEncoder().encode(text));
}

/** Canonical JSON text of an object of which the JSON text of each value is known. @throws JsonError when one is no JSON */
export function objectJson(texts: Readonly<Record<string, string>>): string {
  const fields = Object.entries(texts).map(([key, text]) => [key, parseJson(text)]);
  return canonicalJson(Object.fromEntries(fields));
}

/** Digest of such an object. */
export function valuesDigest(texts: Readonly<Record<string, string>>): string {
  return textDigest(objectJson(texts));
}
