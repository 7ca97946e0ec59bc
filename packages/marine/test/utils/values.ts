import fc from 'fast-check';
import type { ItValue } from '../../src/it/value.js';
import type { JsonValue } from '../../src/json/value.js';
import { JsonFloat, jsonFloat } from '../../src/json/value.js';
import type { TypeText } from './interface.js';
import { INNER_RECORDS } from './probe.js';

/** Values of a type in the typed API, over its whole range; inside records and arrays nothing is cast. */
export function valuesOf(type: TypeText): fc.Arbitrary<ItValue> {
  if (type.endsWith('[]')) return fc.array(valuesOf(type.slice(0, -2)), { maxLength: 5 });
  const record = INNER_RECORDS[type];
  if (record)
    return fc.record(Object.fromEntries(Object.entries(record).map(([name, t]) => [name, valuesOf(t)])));
  switch (type) {
    case 'bool':
      return fc.boolean();
    case 'bytes':
      return fc.uint8Array({ maxLength: 40 });
    case 'string':
      return fc.string({ unit: 'binary', maxLength: 40 });
    case 'f32':
    case 'f64':
      return decimals();
    case 's64':
      return fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n);
    case 'u64':
      return fc.bigInt(0n, 2n ** 64n - 1n);
    default: {
      const bits = Number(type.slice(1));
      return type.startsWith('s')
        ? fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 })
        : fc.integer({ min: 0, max: 2 ** bits - 1 });
    }
  }
}

/**
 * Floats whose decimal text marine-js reads exactly (its serde_json is off by one ulp for long ones) and whose zero is
 * positive (it loses the sign between modules).
 */
function decimals(): fc.Arbitrary<number> {
  return fc
    .tuple(fc.integer({ min: -(2 ** 24), max: 2 ** 24 }), fc.integer({ min: -10, max: 10 }))
    .map(([digits, exponent]) => (digits === 0 ? 0 : Number(`${digits}e${exponent}`)));
}

/** A typed value as the JSON that stands for it. */
export function asJson(value: ItValue, type: TypeText): JsonValue {
  if (type.endsWith('[]')) return (value as ItValue[]).map((v) => asJson(v, type.slice(0, -2)));
  const record = INNER_RECORDS[type];
  if (record) {
    const fields = value as { [name: string]: ItValue };
    return Object.fromEntries(Object.entries(record).map(([name, t]) => [name, asJson(fields[name]!, t)]));
  }
  if (value instanceof Uint8Array) return Array.from(value);
  if (type === 'f32' || type === 'f64') return jsonFloat(value as number) ?? new JsonFloat(0);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return value as JsonValue;
}
