import { MAX_VALUE_DEPTH } from '../constants.js';
import { StoreError } from '../errors.js';
import { isWellFormed } from './keys.js';

/**
 * Throws for anything that would not be read back as it was written.
 * @throws StoreError `UNSUPPORTED_VALUE`, naming the place inside the value
 */
export function assertStorable(value: unknown, path = 'value', depth = 0): void {
  if (depth > MAX_VALUE_DEPTH) throw unsupported(path, `is nested deeper than ${MAX_VALUE_DEPTH} levels`);
  switch (typeof value) {
    case 'boolean':
    case 'number':
      return;
    case 'string':
      if (!isWellFormed(value)) throw unsupported(path, 'holds half of a surrogate pair');
      return;
    case 'object':
      if (value === null || value instanceof Uint8Array) return;
      if (Array.isArray(value)) assertArray(value, path, depth);
      else assertObject(value, path, depth);
      return;
    default:
      throw unsupported(path, `is of type ${typeof value}`);
  }
}

function assertArray(value: readonly unknown[], path: string, depth: number): void {
  for (let at = 0; at < value.length; at++) assertStorable(value[at], `${path}[${at}]`, depth + 1);
}

function assertObject(value: object, path: string, depth: number): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw unsupported(path, 'is not a plain object');
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__') throw unsupported(path, "has a key '__proto__'");
    if (!isWellFormed(key)) throw unsupported(path, 'has a key with half of a surrogate pair');
    assertStorable(inner, `${path}.${key}`, depth + 1);
  }
}

function unsupported(path: string, why: string): StoreError {
  return new StoreError(
    'UNSUPPORTED_VALUE',
    `${path.slice(0, 200)} ${why}, which the store cannot give back as it was. It keeps null, booleans, numbers, strings, ` +
      'bytes, arrays and plain objects of these.',
  );
}
