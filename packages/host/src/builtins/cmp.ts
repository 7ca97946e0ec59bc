import type { JsonValue } from '@noctiluca/marine';
import { i64 } from './argument-types.js';
import { exactly, required } from './arguments.js';
import { type BuiltinFunction, type BuiltinService, builtin } from './table.js';

function comparison(
  returns: string,
  doc: string,
  compute: (x: bigint, y: bigint) => JsonValue,
): BuiltinFunction {
  return builtin({
    doc,
    args: exactly({ x: required(i64), y: required(i64) }),
    returns,
    call: ({ x, y }) => compute(x, y),
  });
}

/** `cmp`: comparing 64-bit integers (spec/nox.md §3.6). */
export const cmpBuiltins: BuiltinService = {
  id: 'cmp',
  doc: 'Comparing 64-bit integers.',
  functions: {
    gt: comparison('bool', 'x > y.', (x, y) => x > y),
    gte: comparison('bool', 'x >= y.', (x, y) => x >= y),
    lt: comparison('bool', 'x < y.', (x, y) => x < y),
    lte: comparison('bool', 'x <= y.', (x, y) => x <= y),
    cmp: comparison('i8', '-1, 0 or 1: x below, equal to or above y.', (x, y) => {
      if (x === y) return 0;
      return x < y ? -1 : 1;
    }),
  },
};
