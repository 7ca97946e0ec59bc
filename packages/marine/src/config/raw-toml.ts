import { parse, TomlError } from 'smol-toml';
import { MarineError } from '../errors.js';

/** Largest configuration that is read, characters. Our own bound. */
const MAX_TOML_LENGTH = 1024 * 1024;

export type TomlTable = Readonly<Record<string, unknown>>;

/** @throws MarineError `CONFIG` with line and column */
export function parseToml(text: string): TomlTable {
  if (text.length > MAX_TOML_LENGTH) refuse(`the text has more than ${MAX_TOML_LENGTH} characters`);
  try {
    return parse(text, { maxDepth: 32 });
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    return refuse(`line ${cause.line}, column ${cause.column}: ${cause.message.split('\n')[0]}`);
  }
}

export function refuse(reason: string): never {
  throw new MarineError('CONFIG', `service configuration: ${reason}`);
}

/** A table at a key; `undefined` if it is not there. */
export function tableAt(table: TomlTable, key: string, where: string): TomlTable | undefined {
  const value = table[key];
  if (value === undefined) return undefined;
  return isTable(value) ? value : refuse(`${where}${key} must be a table`);
}

export function isTable(value: unknown): value is TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

export function stringAt(table: TomlTable, key: string, where: string): string | undefined {
  const value = table[key];
  return value === undefined || typeof value === 'string' ? value : refuse(`${where}${key} must be a string`);
}

export function booleanAt(table: TomlTable, key: string, where: string): boolean | undefined {
  const value = table[key];
  return value === undefined || typeof value === 'boolean'
    ? value
    : refuse(`${where}${key} must be true or false`);
}

export function i32At(table: TomlTable, key: string, where: string): number | undefined {
  const value = table[key];
  if (value === undefined) return undefined;
  const fits = typeof value === 'number' && (value | 0) === value;
  return fits ? value : refuse(`${where}${key} must be an integer of 32 bits`);
}

/** A table of strings, keys as they stand. */
export function stringsAt(table: TomlTable, key: string, where: string): Record<string, string> | undefined {
  const strings = tableAt(table, key, where);
  return (
    strings &&
    Object.fromEntries(Object.keys(strings).map((k) => [k, stringAt(strings, k, `${where}${key}.`)!]))
  );
}
