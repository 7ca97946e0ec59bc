import { SAFE_DIGITS } from './numbers.js';
import { isWellFormed } from './well-formed.js';

/** serde_json's recursion limit is 128 and its count includes the value itself: 127 nested containers are read. */
export const MAX_DEPTH = 127;

const QUOTE = 0x22;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const ESCAPED_SURROGATE = /\\u[dD][89a-fA-F]/;

/**
 * Whether `JSON.parse` reads the text as {@link parseJson} has to, or refuses it: no float that is integral, no integer
 * that may be unsafe, no deep nesting, no surrogates. `false` means "not proven", for malformed text either is fine.
 */
export function isPlain(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = endOfString(text, i);
      if (i < 0) return false;
    } else if (code >= ZERO && code <= NINE) {
      i = endOfPlainNumber(text, i);
      if (i < 0) return false;
    } else if (code === MINUS) {
      if (text.charCodeAt(i + 1) === ZERO && text.charCodeAt(i + 2) !== POINT) return false;
    } else if (code === OPEN_ARRAY || code === OPEN_OBJECT) {
      depth += 1;
      if (depth > MAX_DEPTH) return false;
    } else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) depth -= 1;
  }
  return !ESCAPED_SURROGATE.test(text) && isWellFormed(text);
}

/** Index of the quote that ends the string begun at `start`, -1 without one. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (at - first) % 2 === 1;
}

/** Index of the last character of a number `JSON.parse` reads rightly, -1 when that isn't certain. */
function endOfPlainNumber(text: string, start: number): number {
  let end = endOfDigits(text, start);
  let digits = end - start;
  if (text.charCodeAt(end) === POINT) {
    const fraction = end + 1;
    end = endOfDigits(text, fraction);
    digits += end - fraction;
    if (digits > SAFE_DIGITS)
      return Number.isInteger(Number(text.slice(start, end))) ? -1 : plainEnd(text, end);
    if (isAllZeros(text, fraction, end)) return -1;
  } else if (digits > SAFE_DIGITS) return -1;
  return plainEnd(text, end);
}

/** -1 for an exponent behind the number. */
function plainEnd(text: string, end: number): number {
  return (text.charCodeAt(end) | 0x20) === 0x65 ? -1 : end - 1;
}

function endOfDigits(text: string, from: number): number {
  let end = from;
  let code = text.charCodeAt(end);
  while (code >= ZERO && code <= NINE) {
    end += 1;
    code = text.charCodeAt(end);
  }
  return end;
}

function isAllZeros(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (text.charCodeAt(i) !== ZERO) return false;
  return true;
}
