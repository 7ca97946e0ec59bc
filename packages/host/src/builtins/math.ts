import { fromInteger } from '../encoding/json.js';
import { HostError } from '../errors.js';
import { f64, i64, u32 } from './argument-types.js';
import { exactly, required } from './arguments.js';
import { type BuiltinFunction, type BuiltinService, builtin } from './table.js';

const I64_MIN = -(2n ** 63n);
const I64_MAX = 2n ** 63n - 1n;

/** An i64, or the error of the named operation (spec/nox.md §3.6). */
export function checkedI64(value: bigint | undefined, operation: string): bigint {
  if (value !== undefined && value >= I64_MIN && value <= I64_MAX) return value;
  throw new HostError('INVALID', `i64 ${operation} overflow`);
}

function binary(
  operation: string,
  doc: string,
  compute: (x: bigint, y: bigint) => bigint | undefined,
): BuiltinFunction {
  return builtin({
    doc,
    args: exactly({ x: required(i64), y: required(i64) }),
    returns: 'i64',
    errors: [`i64 ${operation} overflow`],
    call: ({ x, y }) => fromInteger(checkedI64(compute(x, y), operation)),
  });
}

/** `math`: checked 64-bit arithmetic (spec/nox.md §3.6). */
export const mathBuiltins: BuiltinService = {
  id: 'math',
  doc: 'Checked arithmetic of 64-bit integers.',
  functions: {
    add: binary('add', 'x + y.', (x, y) => x + y),
    sub: binary('sub', 'x - y.', (x, y) => x - y),
    mul: binary('mul', 'x * y.', (x, y) => x * y),
    div: binary('div', 'x / y, towards zero.', (x, y) => (y === 0n ? undefined : x / y)),
    rem: binary('rem', 'Remainder of x / y, with the sign of x.', remainder),
    fmul: builtin({
      doc: 'Floor of the product of two floats.',
      args: exactly({ x: required(f64), y: required(f64) }),
      returns: 'i64',
      notes: 'What does not fit is cut to the nearest i64.',
      call: ({ x, y }) => fromInteger(saturated(Math.floor(x * y))),
    }),
    pow: builtin({
      doc: 'x to the power of y.',
      args: exactly({ x: required(i64), y: required(u32) }),
      returns: 'i64',
      errors: ['i64 pow overflow'],
      call: ({ x, y }) => fromInteger(checkedI64(power(x, y), 'pow')),
    }),
    log: builtin({
      doc: 'Integer logarithm of x to a base, rounded down.',
      args: exactly({ base: required(i64), x: required(i64) }),
      returns: 'u32',
      errors: ['i64 log overflow'],
      call: ({ base, x }) => logarithm(base, x),
    }),
  },
};

/** `i64::MIN % -1` has no quotient in 64 bits, so it is refused with the division by zero. */
function remainder(x: bigint, y: bigint): bigint | undefined {
  return y === 0n || (x === I64_MIN && y === -1n) ? undefined : x % y;
}

/** A float as i64: clamped, NaN as 0. */
function saturated(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return I64_MAX;
  return value <= -(2 ** 63) ? I64_MIN : BigInt(value);
}

function power(base: bigint, exponent: number): bigint | undefined {
  if (base === 0n || base === 1n) return exponent === 0 ? 1n : base;
  if (base === -1n) return exponent % 2 === 0 ? 1n : -1n;
  // |base| >= 2: nothing above 63 fits, and a huge exponent would take all memory.
  return exponent > 63 ? undefined : base ** BigInt(exponent);
}

function logarithm(base: bigint, x: bigint): number {
  if (base < 2n || x < 1n) throw new HostError('INVALID', 'i64 log overflow');
  let result = 0;
  for (let rest = x / base; rest > 0n; rest /= base) result += 1;
  return result;
}
