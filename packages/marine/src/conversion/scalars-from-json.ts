import { MarineError } from '../errors.js';
import type { PlainKind } from '../it/types.js';
import type { ItValue } from '../it/value.js';
import { JsonFloat, type JsonValue } from '../json/value.js';
import { isJsonArray, numberText } from './describe.js';
import { rustDebug } from './rust-debug.js';

interface IntegerRange {
  readonly expected: string;
  readonly min: bigint;
  readonly max: bigint;
  /** Whether values are bigints in JavaScript. */
  readonly wide: boolean;
}

const INTEGERS: ReadonlyMap<PlainKind, IntegerRange> = new Map([
  ['s8', integer('i8', 8, true)],
  ['s16', integer('i16', 16, true)],
  ['s32', integer('i32', 32, true)],
  ['s64', integer('i64', 64, true)],
  ['u8', integer('u8', 8, false)],
  ['u16', integer('u16', 16, false)],
  ['u32', integer('u32', 32, false)],
  ['u64', integer('u64', 64, false)],
  ['i32', integer('i32', 32, true)],
  ['i64', integer('i64', 64, true)],
]);

function integer(expected: string, bits: number, signed: boolean): IntegerRange {
  const top = 1n << BigInt(signed ? bits - 1 : bits);
  return { expected, min: signed ? -top : 0n, max: top - 1n, wide: bits === 64 };
}

/**
 * A scalar argument (spec/marine-abi.md §6.2). Where a scalar is expected, `[v]` is taken for `v`; `[[v]]` is not.
 * @throws MarineError `INVALID_ARGUMENTS` with upstream's text
 */
export function scalarFromJson(value: JsonValue, kind: PlainKind): ItValue {
  if (isJsonArray(value) && value.length === 1) value = value[0]!;
  const range = INTEGERS.get(kind);
  if (range) return integerFromJson(value, range);
  if (kind === 'bool') return typeof value === 'boolean' ? value : mismatch(value, 'a boolean');
  if (kind === 'string') return typeof value === 'string' ? value : mismatch(value, 'a string');
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof JsonFloat ? value.value : mismatch(value, kind);
}

function integerFromJson(value: JsonValue, { expected, min, max, wide }: IntegerRange): number | bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0)) {
    if (wide) {
      const exact = BigInt(value);
      if (exact >= min && exact <= max) return exact;
    } else if (value >= Number(min) && value <= Number(max)) return value;
    return refuse(`invalid value: ${describe(value)}, expected ${expected}`);
  }
  if (typeof value !== 'bigint') return mismatch(value, expected);
  if (value < min || value > max) return refuse(`invalid value: ${describe(value)}, expected ${expected}`);
  return wide ? value : Number(value);
}

function mismatch(value: JsonValue, expected: string): never {
  return refuse(`invalid type: ${describe(value)}, expected ${expected}`);
}

function refuse(reason: string): never {
  throw new MarineError(
    'INVALID_ARGUMENTS',
    `error Error(${rustDebug(reason)}, line: 0, column: 0) occurred while deserializing function arguments`,
  );
}

function describe(value: JsonValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return `boolean \`${value}\``;
  if (typeof value === 'string') return `string ${rustDebug(value.slice(0, 256))}`;
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value)))
    return `integer \`${value}\``;
  if (typeof value === 'number') return `floating point \`${numberText(value)}\``;
  if (value instanceof JsonFloat) return `floating point \`${numberText(value)}\``;
  return isJsonArray(value) ? 'sequence' : 'map';
}
