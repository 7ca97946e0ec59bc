import type { JSONValue } from '../json.js';
import { SchemaValidationError } from './schema-error.js';
import type { NonArrowSimpleType, SimpleTypes } from './types.js';
import { zip } from './zip.js';

interface ValidationContext {
  path: string[];
}

/**
 * A value of Aqua as JavaScript has it: `?T` is the value or `null`, a field that is missing is `null`. What js-client 0.9
 * does, to the letter: scalars are taken as they come, and of arrays and products the error has no path.
 * @param path of the value, for the error
 * @throws SchemaValidationError
 */
export function aqua2js(
  value: JSONValue,
  schema: NonArrowSimpleType,
  { path }: ValidationContext,
): JSONValue {
  switch (schema.tag) {
    case 'nil':
      return null;
    case 'scalar':
    case 'bottomType':
    case 'topType':
      return value;
    case 'option':
      return option(value, schema.type, path);
    case 'array':
      return list(value, schema).map((item, i) => aqua2js(item, schema.type, { path: [...path, `[${i}]`] }));
    case 'unlabeledProduct':
      return zip(list(value, schema), schema.items).map(([item, type], i) =>
        aqua2js(item, type, { path: [...path, `[${i}]`] }),
      );
    case 'labeledProduct':
    case 'struct':
      return product(value, schema, path);
    default:
      throw new SchemaValidationError([], schema, 'never', value);
  }

  function option(given: JSONValue, type: SimpleTypes, at: string[]): JSONValue {
    if (given === null) return null;
    if (!Array.isArray(given)) throw new SchemaValidationError(at, schema, 'array or null', given);
    return 0 in given ? aqua2js(given[0] as JSONValue, type, { path: [...at, '?'] }) : null;
  }
}

function list(value: JSONValue, schema: NonArrowSimpleType): JSONValue[] {
  if (Array.isArray(value)) return value;
  throw new SchemaValidationError([], schema, 'array', value);
}

function product(
  value: JSONValue,
  schema: Extract<NonArrowSimpleType, { fields: unknown }>,
  path: string[],
): JSONValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SchemaValidationError([], schema, 'object', value);
  }
  return Object.fromEntries(
    Object.entries(schema.fields).map(([key, type]) => [
      key,
      aqua2js(value[key] ?? null, type, { path: [...path, key] }),
    ]),
  );
}
