import { type JsonValue, printJson } from '@noctiluca/marine';
import { CliError } from '../../errors.js';
import { isJsonRecord, type JsonRecord } from '../../json-record.js';
import { type AquaFields, type AquaType, typeText } from './aqua-type.js';
import { isNumber, typedNumber } from './typed-number.js';

const MAX_SHOWN = 40;

/**
 * A value of JSON as AIR has it, by the type that the function declares: an option is a list of none or one, and what is
 * absent or `null` is none.
 * @param path where the value stands, for messages: `x[2].n`
 * @throws CliError `BAD_ARGUMENT` with the path, for a value of another type, out of range, or a field too many or too few
 */
export function typedValue(value: JsonValue, type: AquaType, path: string): JsonValue {
  switch (type.tag) {
    case 'option':
      return value === null ? [] : [typedValue(value, type.type, path)];
    case 'scalar':
      return typedScalar(value, type.name, path);
    case 'array':
      return items(value, type, path).map((item, i) => typedValue(item, type.type, `${path}[${i}]`));
    case 'struct':
    case 'labeledProduct':
      return typedFields(record(value, type, path), type.fields, path);
    case 'unlabeledProduct':
      return typedTuple(items(value, type, path), type.items, path);
    case 'topType':
      return value;
    case 'nil':
      if (value === null) return null;
      throw mismatch(value, type, path);
    case 'arrow':
      throw wrong(path, 'is a function, which has no JSON: wrap the call in an Aqua function of your own');
    default:
      throw mismatch(value, type, path);
  }
}

/** What stands for a value that is not there. @throws CliError `BAD_ARGUMENT` when the type has no such value */
export function absentValue(type: AquaType, path: string, advice = ''): JsonValue {
  if (type.tag === 'option' || type.tag === 'nil') return typedValue(null, type, path);
  throw wrong(path, `${typeText(type)} is missing${advice}`);
}

function typedScalar(value: JsonValue, name: string, path: string): JsonValue {
  if (name === 'string' || name === 'bool') {
    if (typeof value === (name === 'bool' ? 'boolean' : name)) return value;
  } else if (isNumber(value)) {
    const number = typedNumber(value, name);
    if (number !== undefined) return number;
    throw wrong(path, `${shown(value)} does not fit ${name}`);
  }
  throw mismatch(value, { tag: 'scalar', name }, path);
}

function typedFields(fields: JsonRecord, types: AquaFields, path: string): JsonValue {
  const unknown = Object.keys(fields).find((name) => !Object.hasOwn(types, name));
  if (unknown !== undefined) {
    const known = Object.keys(types).join(', ');
    throw wrong(`${path}.${unknown}`, `is no field: there are ${known || 'none'}`);
  }
  const typed = Object.entries(types).map(([name, type]) => {
    const place = `${path}.${name}`;
    const isThere = Object.hasOwn(fields, name);
    return [name, isThere ? typedValue(fields[name]!, type, place) : absentValue(type, place)];
  });
  return Object.fromEntries(typed);
}

function typedTuple(values: readonly JsonValue[], types: readonly AquaType[], path: string): JsonValue {
  if (values.length !== types.length) {
    throw wrong(path, `has ${values.length} values, ${types.length} belong there`);
  }
  return types.map((type, i) => typedValue(values[i]!, type, `${path}[${i}]`));
}

function items(value: JsonValue, type: AquaType, path: string): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  throw mismatch(value, type, path);
}

function record(value: JsonValue, type: AquaType, path: string): JsonRecord {
  if (isJsonRecord(value)) return value;
  throw mismatch(value, type, path);
}

function mismatch(value: JsonValue, type: AquaType, path: string): CliError {
  return wrong(path, `${shown(value)} is no ${typeText(type)}`);
}

function shown(value: JsonValue): string {
  const text = printJson(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

function wrong(path: string, what: string): CliError {
  return new CliError('BAD_ARGUMENT', `${path}: ${what}`);
}
