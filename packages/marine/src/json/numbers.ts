import { JsonError } from './errors.js';
import { JsonFloat, type JsonValue, jsonFloat } from './value.js';

/** Largest integer AIR knows (serde_json `u64`). */
export const U64_MAX = 18446744073709551615n;
/** Smallest integer AIR knows (serde_json `i64`). */
export const I64_MIN = -9223372036854775808n;

/** Digits an integer may have and still be safe in a `number` whatever they are. */
export const SAFE_DIGITS = 15;

/** Below this size and from the next one on Rust writes the exponent form (spec/marine-abi.md §6.3). */
export const PLAIN_FROM = 1e-5;
const PLAIN_BELOW = 1e16;

/**
 * The value of an integer token without leading zeros: exact within 64 bits, a float beyond, as serde_json reads it.
 * `-0` is a float for serde_json too.
 */
export function integerFromToken(token: string): JsonValue {
  if (token === '-0') return new JsonFloat(-0);
  if (token.length <= SAFE_DIGITS) return Number(token);
  if (token.length > 20) return floatFromToken(token);
  const exact = BigInt(token);
  if (exact > U64_MAX || exact < I64_MIN) return floatFromToken(token);
  const near = Number(exact);
  return Number.isSafeInteger(near) ? near : exact;
}

/**
 * The value of a token with a point, an exponent or too many digits.
 * @throws JsonError `JSON_NUMBER_RANGE` when it is beyond f64
 */
export function floatFromToken(token: string): JsonValue {
  const value = Number(token);
  if (Number.isFinite(value)) return jsonFloat(value);
  const shown = token.length > 40 ? `${token.slice(0, 40)}…` : token;
  throw new JsonError('JSON_NUMBER_RANGE', `number ${shown} is beyond the range of a 64-bit float`);
}

/** A float as Rust prints it: shortest digits that read back equal, `.0` when integral. `null` when not finite. */
export function printFloat(value: number): string {
  if (!Number.isFinite(value)) return 'null';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= PLAIN_FROM && size < PLAIN_BELOW) return Number.isInteger(value) ? `${value}.0` : `${value}`;
  return value.toExponential().replace('e+', 'e');
}

/** A `number` of a `JsonValue`: an integer when it is a safe one, else a float. */
export function printNumber(value: number): string {
  return Number.isSafeInteger(value) ? `${value}` : printFloat(value);
}

/** @throws JsonError `JSON_VALUE` beyond 64 bits: no reader of this text would keep the value */
export function printBigInt(value: bigint): string {
  if (value <= U64_MAX && value >= I64_MIN) return `${value}`;
  throw new JsonError('JSON_VALUE', `integer ${value} does not fit 64 bits: AIR has no such value`);
}
