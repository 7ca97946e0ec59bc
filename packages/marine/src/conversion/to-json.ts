import { MarineError } from '../errors.js';
import type { ItType, ItTypeDefinition } from '../it/types.js';
import type { ItValue } from '../it/value.js';
import { type JsonValue, jsonFloat } from '../json/value.js';

/**
 * A lifted value, records as lists, as JSON (spec/marine-abi.md §6.3): records become objects in declaration order,
 * byte arrays arrays of numbers; integers stay exact and floats stay floats.
 */
export function resultToJson(
  value: ItValue | undefined,
  type: ItType | undefined,
  types: readonly ItTypeDefinition[],
): JsonValue {
  if (type === undefined || value === undefined) return null;
  switch (type.kind) {
    case 'f32':
    case 'f64':
      return jsonFloat(value as number);
    case 's64':
    case 'u64':
    case 'i64':
      return integerToJson(value as bigint);
    case 'bytes':
      return Array.from(value as Uint8Array);
    case 'array':
      return (value as readonly ItValue[]).map((element) => resultToJson(element, type.element, types));
    case 'record':
      return recordToJson(value as readonly ItValue[], types[type.index], types);
    default:
      return value as boolean | number | string;
  }
}

function integerToJson(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function recordToJson(
  values: readonly ItValue[],
  record: ItTypeDefinition | undefined,
  types: readonly ItTypeDefinition[],
): JsonValue {
  if (record?.kind !== 'record') throw new MarineError('INVALID_RESULT', 'a record has no type');
  return Object.fromEntries(
    record.fields.map(({ name, type }, i) => [name, resultToJson(values[i], type, types)]),
  );
}
