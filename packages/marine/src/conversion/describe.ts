import type { ItArgument, ItType } from '../it/types.js';
import { printJson } from '../json/print.js';
import { JsonFloat, type JsonValue } from '../json/value.js';
import { rustDebug } from './rust-debug.js';

const TYPE_NAMES: Readonly<Record<string, string>> = {
  bool: 'Boolean',
  string: 'String',
  bytes: 'ByteArray',
};

/** A type as upstream's messages print it. */
export function describeType(type: ItType): string {
  if (type.kind === 'array') return `Array(${describeType(type.element)})`;
  if (type.kind === 'record') return `Record(${type.index})`;
  return TYPE_NAMES[type.kind] ?? type.kind.toUpperCase();
}

/** A signature as upstream's messages print it. */
export function describeArguments(args: readonly ItArgument[]): string {
  return `[${args.map(({ name, type }) => `(${rustDebug(name)}, ${describeType(type)})`).join(', ')}]`;
}

/** Longest value that goes into a message, characters. */
const MAX_DESCRIPTION = 512;

/** A value as upstream's messages print it; long ones are cut. */
export function describeJson(value: JsonValue): string {
  return cut(describeNested(value));
}

/** Text of a number as it was written. */
export function numberText(value: number | bigint | JsonFloat): string {
  return printJson(value);
}

function describeNested(value: JsonValue): string {
  if (value === null) return 'Null';
  if (typeof value === 'boolean') return `Bool(${value})`;
  if (typeof value === 'string') return `String(${rustDebug(cut(value))})`;
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof JsonFloat)
    return `Number(${numberText(value)})`;
  if (isJsonArray(value)) return `Array [${value.slice(0, 16).map(describeNested).join(', ')}]`;
  const entries = Object.entries(value).slice(0, 16);
  return `Object {${entries.map(([key, v]) => `${rustDebug(key)}: ${describeNested(v)}`).join(', ')}}`;
}

function cut(text: string): string {
  return text.length > MAX_DESCRIPTION ? `${text.slice(0, MAX_DESCRIPTION)}…` : text;
}

export function isJsonArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isJsonObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !isJsonArray(value) && !(value instanceof JsonFloat);
}
