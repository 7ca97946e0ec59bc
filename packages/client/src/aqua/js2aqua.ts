import type { JSONValue } from '../json.js';
import { SchemaValidationError } from './schema-error.js';
import type { NonArrowSimpleType, ScalarType } from './types.js';
import { zip } from './zip.js';

interface ValidationContext {
  path: string[];
}

/**
 * A value of JavaScript as Aqua has it: of `?T`, `null` is no element and all else is one. What js-client 0.9 does, to the
 * letter: a number of any size and fraction goes for each type of number, and fields that the type lacks are left out.
 * @param path of the value, for the error
 * @throws SchemaValidationError
 */
export function js2aqua(
  value: JSONValue,
  schema: NonArrowSimpleType,
  { path }: ValidationContext,
): JSONValue {
  const mismatch = (expected: string) => new SchemaValidationError(path, schema, expected, value);
  switch (schema.tag) {
    case 'nil':
      if (value === null) return value;
      throw mismatch('null');
    case 'option':
      return value === null ? [] : [js2aqua(value, schema.type, { path: [...path, '?'] })];
    case 'topType':
      return value;
    case 'scalar':
      if (isScalar(value, schema)) return value;
      throw mismatch(SCALARS.get(schema.name) ?? schema.name);
    case 'array':
      if (!Array.isArray(value)) throw mismatch('array');
      return value.map((item, i) => js2aqua(item, schema.type, { path: [...path, `[${i}]`] }));
    case 'unlabeledProduct':
      if (!Array.isArray(value)) throw mismatch('array');
      return zip(value, schema.items).map(([item, type], i) =>
        js2aqua(item, type, { path: [...path, `[${i}]`] }),
      );
    case 'labeledProduct':
    case 'struct':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mismatch('object');
      return Object.fromEntries(
        Object.entries(schema.fields).map(([key, type]) => [
          key,
          js2aqua(fieldOf(value, key), type, { path: [...path, key] }),
        ]),
      );
    default:
      throw mismatch('never');
  }
}

/** `typeof` of each scalar type. */
const SCALARS = new Map<string, string>([
  ...['u8', 'u16', 'u32', 'u64', 'i8', 'i16', 'i32', 'i64', 'f32', 'f64'].map(
    (name) => [name, 'number'] as const,
  ),
  ['bool', 'boolean'],
  ['string', 'string'],
]);

function isScalar(value: JSONValue, { name }: ScalarType): boolean {
  return typeof value === SCALARS.get(name);
}

function fieldOf(value: { [key: string]: JSONValue }, key: string): JSONValue {
  const field = value[key];
  return field === undefined ? null : field;
}
