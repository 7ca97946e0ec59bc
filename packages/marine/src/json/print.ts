import { JsonError } from './errors.js';
import { hasSortedKeys, sortedKeys } from './key-order.js';
import { PLAIN_FROM, printBigInt, printFloat, printNumber } from './numbers.js';
import { MAX_DEPTH } from './scan.js';
import { JsonFloat, type JsonValue } from './value.js';
import { isWellFormed } from './well-formed.js';

/** Containers inside each other that are printed; serde_json reads 127, so more than that is of no use to anyone. */
const MAX_PRINT_DEPTH = 1024;

/** `JSON.stringify` writes a lone surrogate as an escape that begins so. */
const ESCAPED_SURROGATE = '\\ud';

type Container = JsonFloat | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * The JSON text of a value, numbers exactly as Rust's serde_json writes them: `1` for the integer, `1.0` for the float,
 * `1e16`, `9.99e-6`, all digits of a 64-bit integer (spec/marine-abi.md §6.3).
 * @throws JsonError `JSON_VALUE` (an integer beyond 64 bits, `undefined`), `JSON_SURROGATE` (a string with a lone
 * surrogate), `JSON_DEPTH`
 */
export function printJson(value: JsonValue): string {
  if (!isPlain(value, 0)) return print(value, 0, Object.keys);
  const text = JSON.stringify(value);
  return text.includes(ESCAPED_SURROGATE) ? print(value, 0, Object.keys) : text;
}

/**
 * As `printJson`, with the keys of each object in the order of their UTF-8 bytes: what Rust prints of a value, whose
 * objects are sorted maps. It costs more: for texts that a script or a user gets to see.
 */
export function printSortedJson(value: JsonValue): string {
  return hasSortedKeys(value) ? printJson(value) : print(value, 0, sortedKeys);
}

/** Keys of an object, in the order they are printed in. */
type KeysOf = (fields: object) => readonly string[];

/** Whether `JSON.stringify` writes every number of the value as Rust does; it is several times faster. */
function isPlain(value: JsonValue, depth: number): boolean {
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) ? Number.isSafeInteger(value) : Math.abs(value) >= PLAIN_FROM;
    case 'string':
    case 'boolean':
      return true;
    case 'object':
      return value === null || (depth < MAX_DEPTH && isPlainContainer(value, depth + 1));
    default:
      return false;
  }
}

function isPlainContainer(value: Container, depth: number): boolean {
  if (value instanceof JsonFloat) return false;
  if (isArray(value)) {
    for (const item of value) if (!isPlain(item, depth)) return false;
    return true;
  }
  for (const key in value) if (!isPlain(value[key] as JsonValue, depth)) return false;
  return true;
}

function print(value: JsonValue, depth: number, keysOf: KeysOf): string {
  switch (typeof value) {
    case 'string':
      return printString(value);
    case 'number':
      return printNumber(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return printBigInt(value);
    case 'object':
      return value === null ? 'null' : printContainer(value, depth, keysOf);
    default:
      throw new JsonError('JSON_VALUE', `a ${typeof value} has no JSON form`);
  }
}

function printString(value: string): string {
  if (isWellFormed(value)) return JSON.stringify(value);
  throw new JsonError('JSON_SURROGATE', 'a string with a lone surrogate has no UTF-8 form');
}

function printContainer(value: Container, depth: number, keysOf: KeysOf): string {
  if (value instanceof JsonFloat) return printFloat(value.value);
  if (depth >= MAX_PRINT_DEPTH) {
    throw new JsonError(
      'JSON_DEPTH',
      `more than ${MAX_PRINT_DEPTH} arrays and objects inside each other, or a cycle`,
    );
  }
  return isArray(value) ? printArray(value, depth + 1, keysOf) : printObject(value, depth + 1, keysOf);
}

function printArray(items: readonly JsonValue[], depth: number, keysOf: KeysOf): string {
  if (items.length === 0) return '[]';
  let text = `[${print(items[0] as JsonValue, depth, keysOf)}`;
  for (let i = 1; i < items.length; i += 1) text += `,${print(items[i] as JsonValue, depth, keysOf)}`;
  return `${text}]`;
}

function printObject(fields: { readonly [key: string]: JsonValue }, depth: number, keysOf: KeysOf): string {
  let text = '';
  for (const key of keysOf(fields)) {
    text += `${text === '' ? '{' : ','}${printString(key)}:${print(fields[key] as JsonValue, depth, keysOf)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

function isArray(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
