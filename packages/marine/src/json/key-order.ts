import { MAX_DEPTH } from './scan.js';
import { JsonFloat, type JsonValue } from './value.js';

/** Keys of an object in the order of their UTF-8 bytes, as Rust's map has them. JavaScript has `10` after `9`, and both first. */
export function sortedKeys(fields: object): string[] {
  return Object.keys(fields).sort(byBytes);
}

/** Whether JavaScript has the keys of every object that way already; false where nobody reads so deep. */
export function hasSortedKeys(value: JsonValue, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || value instanceof JsonFloat) return true;
  if (depth >= MAX_DEPTH) return false;
  if (isArray(value)) return value.every((item) => hasSortedKeys(item, depth + 1));
  let last: string | undefined;
  for (const key in value) {
    if (last !== undefined && byBytes(last, key) > 0) return false;
    if (!hasSortedKeys(value[key] as JsonValue, depth + 1)) return false;
    last = key;
  }
  return true;
}

/** Order of two texts by their UTF-8 bytes, negative when `a` comes first; both without lone surrogates. */
export function byBytes(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

const FIRST_SURROGATE = 0xd800;
const BEHIND_SURROGATES = 0xe000;
/** More than any unit. */
const BEHIND_ALL = 0x10000;

/** UTF-16 units have the order of UTF-8 but for surrogates, which stand for characters behind all the others. */
function rank(unit: number): number {
  if (unit < FIRST_SURROGATE) return unit;
  return unit < BEHIND_SURROGATES ? unit + BEHIND_ALL : unit;
}

function isArray(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
