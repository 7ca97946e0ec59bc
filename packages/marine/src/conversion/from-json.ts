import { MAX_VALUE_DEPTH } from '../constants.js';
import { MarineError } from '../errors.js';
import type { ItArgument, ItFunctionType, ItType, ItTypeDefinition } from '../it/types.js';
import type { ItValue } from '../it/value.js';
import type { JsonValue } from '../json/value.js';
import { describeArguments, describeJson, describeType, isJsonArray, isJsonObject } from './describe.js';
import { scalarFromJson } from './scalars-from-json.js';

/**
 * Arguments of a call, by upstream's rules of acceptance (spec/marine-abi.md §6.1, §6.2). Records become lists.
 * @throws MarineError `INVALID_ARGUMENTS` with upstream's text
 */
export function argumentsFromJson(
  value: JsonValue,
  { arguments: args }: ItFunctionType,
  types: readonly ItTypeDefinition[],
): ItValue[] {
  if (isJsonArray(value)) return positional(value, args, types, 0);
  if (isJsonObject(value)) return named(value, args, types, 0);
  if (value === null) {
    if (args.length === 0) return [];
    return refuse(
      `the called function has the following signature: ${describeArguments(args)}, but no arguments is provided`,
    );
  }
  if (args.length !== 1)
    refuse(
      `called function has the following signature: '${describeArguments(args)}', ` +
        `and it isn't suitable for an argument '${describeJson(value)}' provided`,
    );
  const { type } = args[0]!;
  if (type.kind === 'record') refuse(`record with type id \`${type.index}\` wasn't found`);
  return [fromJson(value, type, types, 0)];
}

function positional(
  values: readonly JsonValue[],
  args: readonly ItArgument[],
  types: readonly ItTypeDefinition[],
  depth: number,
): ItValue[] {
  if (values.length !== args.length) refuseCount(args.length, values.length);
  return args.map(({ type }, i) => fromJson(values[i]!, type, types, depth));
}

function named(
  values: { readonly [key: string]: JsonValue },
  args: readonly ItArgument[],
  types: readonly ItTypeDefinition[],
  depth: number,
): ItValue[] {
  const result = args.map(({ name, type }) => {
    if (!Object.hasOwn(values, name)) refuse(`missing argument with name ${name}`);
    return fromJson(values[name]!, type, types, depth);
  });
  const given = Object.keys(values).length;
  const used = new Set(args.map((argument) => argument.name)).size;
  if (given > used) refuseCount(args.length, args.length + given - used);
  return result;
}

function fromJson(
  value: JsonValue,
  type: ItType,
  types: readonly ItTypeDefinition[],
  depth: number,
): ItValue {
  if (depth > MAX_VALUE_DEPTH)
    throw new MarineError('LIMIT', `a value is nested deeper than ${MAX_VALUE_DEPTH}`);
  switch (type.kind) {
    case 'bytes':
      return bytesFromJson(value);
    case 'array':
      if (!isJsonArray(value))
        return refuse(`expected array of ${describeType(type.element)} types, got ${describeJson(value)}`);
      return value.map((element) => fromJson(element, type.element, types, depth + 1));
    case 'record':
      return recordFromJson(value, type.index, types, depth + 1);
    default:
      return scalarFromJson(value, type.kind);
  }
}

/** Upstream treats bytes out of JSON as an array: an empty one allocates nothing, which an empty list keeps. */
function bytesFromJson(value: JsonValue): ItValue {
  if (!isJsonArray(value)) return refuse(`expected bytearray, got ${describeJson(value)}`);
  if (value.length === 0) return [];
  const bytes = new Uint8Array(value.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = scalarFromJson(value[i]!, 'u8') as number;
  return bytes;
}

function recordFromJson(
  value: JsonValue,
  index: number,
  types: readonly ItTypeDefinition[],
  depth: number,
): ItValue {
  const record = types[index];
  const fields = record?.kind === 'record' ? record.fields : [];
  if (isJsonArray(value)) return positional(value, fields, types, depth);
  if (isJsonObject(value)) return named(value, fields, types, depth);
  return refuse(`record with type id \`${index}\` should be encoded as array or map of fields`);
}

function refuseCount(required: number, provided: number): never {
  return refuse(`function requires ${required} arguments, ${provided} provided`);
}

function refuse(reason: string): never {
  throw new MarineError('INVALID_ARGUMENTS', reason);
}
