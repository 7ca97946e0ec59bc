import { MarineError } from '../errors.js';

/** Checks generated code applies to values from outside, by kind; each answers the value or throws. */
export const checks = {
  bool: (x: unknown): boolean => (typeof x === 'boolean' ? x : refuse('a boolean', x)),
  s8: (x: unknown): number => (typeof x === 'number' && (x << 24) >> 24 === x ? x : refuse('s8', x)),
  s16: (x: unknown): number => (typeof x === 'number' && (x << 16) >> 16 === x ? x : refuse('s16', x)),
  s32: (x: unknown): number => (typeof x === 'number' && (x | 0) === x ? x : refuse('s32', x)),
  i32: (x: unknown): number => (typeof x === 'number' && (x | 0) === x ? x : refuse('i32', x)),
  u8: (x: unknown): number => (typeof x === 'number' && (x & 0xff) === x ? x : refuse('u8', x)),
  u16: (x: unknown): number => (typeof x === 'number' && (x & 0xffff) === x ? x : refuse('u16', x)),
  u32: (x: unknown): number => (typeof x === 'number' && x >>> 0 === x ? x : refuse('u32', x)),
  s64: (x: unknown): bigint => (typeof x === 'bigint' && BigInt.asIntN(64, x) === x ? x : refuse('s64', x)),
  i64: (x: unknown): bigint => (typeof x === 'bigint' && BigInt.asIntN(64, x) === x ? x : refuse('i64', x)),
  u64: (x: unknown): bigint => (typeof x === 'bigint' && BigInt.asUintN(64, x) === x ? x : refuse('u64', x)),
  f32: (x: unknown): number => (typeof x === 'number' ? x : refuse('f32', x)),
  f64: (x: unknown): number => (typeof x === 'number' ? x : refuse('f64', x)),
  string: (x: unknown): string => (typeof x === 'string' ? x : refuse('a string', x)),

  array(x: unknown): void {
    if (!Array.isArray(x)) refuse('an array', x);
  },

  record(x: unknown): void {
    if (typeof x !== 'object' || x === null || Array.isArray(x))
      refuse('an object with the fields of a record', x);
  },

  list(x: unknown, length: number): void {
    if (!Array.isArray(x) || x.length !== length) refuse(`a list of ${length} fields`, x);
  },

  byteList(x: unknown): void {
    if (x instanceof Uint8Array) return;
    if (!Array.isArray(x)) refuse('a Uint8Array', x);
    for (const byte of x) checks.u8(byte);
  },
};

function refuse(expected: string, value: unknown): never {
  throw new MarineError('INVALID_ARGUMENTS', `invalid value: expected ${expected}, got ${describe(value)}`);
}

function describe(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return `number ${value}`;
  if (typeof value === 'bigint') return `bigint ${value}`;
  if (value instanceof Uint8Array) return `Uint8Array of ${value.length} bytes`;
  return Array.isArray(value) ? `array of ${value.length}` : typeof value;
}
