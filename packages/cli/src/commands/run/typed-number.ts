import { JsonFloat, type JsonValue } from '@noctiluca/marine';

/** Aqua's integers, by their bits and whether they have a sign. */
const INTEGERS: Readonly<Record<string, { readonly min: bigint; readonly max: bigint }>> = Object.fromEntries(
  [8, 16, 32, 64].flatMap((bits) => [
    [`u${bits}`, { min: 0n, max: 2n ** BigInt(bits) - 1n }],
    [`i${bits}`, { min: -(2n ** BigInt(bits - 1)), max: 2n ** BigInt(bits - 1) - 1n }],
  ]),
);
const F32_MAX = 3.4028234663852886e38;

/** A value of JSON that is a number. */
export type JsonNumber = number | bigint | JsonFloat;

export function isNumber(value: JsonValue): value is JsonNumber {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof JsonFloat;
}

/**
 * The number as AIR gets it, if the type has room for it: an integer exact within 64 bits, a float as JavaScript prints it,
 * which is what a generated binding sends.
 * @param type `u8` to `u64`, `i8` to `i64`, `f32`, `f64`
 * @returns undefined when it does not fit, or the type is of something else
 */
export function typedNumber(value: JsonNumber, type: string): number | bigint | undefined {
  const range = INTEGERS[type];
  if (range !== undefined) return integerWithin(value, range);
  const float = Number(value instanceof JsonFloat ? value.value : value);
  if (type === 'f64' || (type === 'f32' && Math.abs(float) <= F32_MAX)) return float;
  return undefined;
}

function integerWithin(value: JsonNumber, range: { min: bigint; max: bigint }): number | bigint | undefined {
  const plain = value instanceof JsonFloat ? value.value : value;
  // `1e3` is an integer; a float beyond 2^53 is not known to be the one that was meant
  if (typeof plain === 'number' && !Number.isSafeInteger(plain)) return undefined;
  const exact = BigInt(plain);
  if (exact < range.min || exact > range.max) return undefined;
  return typeof plain === 'number' ? Number(exact) : plain;
}
