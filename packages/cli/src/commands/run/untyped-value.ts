import { JsonFloat, type JsonValue } from '@noctiluca/marine';
import { CliError } from '../../errors.js';
import { isJsonRecord, type JsonRecord } from '../../json-record.js';
import { type AquaType, typeText } from './aqua-type.js';

/**
 * A value that AIR gave, as a generated binding returns it: an option is its value or `null`, a tuple a list.
 * @param path where the value stands, for messages
 * @throws CliError `CALL_FAILED` for a value of another type
 */
export function untypedValue(value: JsonValue, type: AquaType, path: string): JsonValue {
  switch (type.tag) {
    case 'nil':
      return null;
    case 'option': {
      if (value === null) return null;
      const [some] = items(value, type, path);
      return some === undefined ? null : untypedValue(some, type.type, path);
    }
    case 'array':
      return items(value, type, path).map((item, i) => untypedValue(item, type.type, `${path}[${i}]`));
    case 'unlabeledProduct':
      return untypedTuple(items(value, type, path), type.items, path);
    case 'struct':
    case 'labeledProduct': {
      const fields = record(value, type, path);
      const read = ([name, field]: [string, AquaType]) =>
        [name, untypedValue(fields[name] ?? null, field, `${path}.${name}`)] as const;
      return Object.fromEntries(Object.entries(type.fields).map(read));
    }
    default:
      return value instanceof JsonFloat ? value.value : value;
  }
}

function untypedTuple(values: readonly JsonValue[], types: readonly AquaType[], path: string): JsonValue {
  if (values.length !== types.length) throw mismatch({ tag: 'unlabeledProduct', items: types }, path);
  return types.map((type, i) => untypedValue(values[i]!, type, `${path}[${i}]`));
}

function items(value: JsonValue, type: AquaType, path: string): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  throw mismatch(type, path);
}

function record(value: JsonValue, type: AquaType, path: string): JsonRecord {
  if (isJsonRecord(value)) return value;
  throw mismatch(type, path);
}

function mismatch(type: AquaType, path: string): CliError {
  return new CliError(
    'CALL_FAILED',
    `The call failed: type mismatch: ${path} is no ${typeText(type)}; are the service and the Aqua of one version?`,
  );
}
