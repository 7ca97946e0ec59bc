import type { CoreFunction, ModuleProgram } from '../adapters/program.js';
import { createUnit, type OnTrap } from '../adapters/unit.js';
import { MAX_BINARY_ARGUMENTS } from '../constants.js';
import { isMarineError } from '../errors.js';
import type { ItType } from '../it/types.js';
import type { ItValue } from '../it/value.js';
import type { CallClock } from '../limits/call-clock.js';
import type { GuestMemory } from '../memory/guest-memory.js';
import type { CoreCallable } from '../wasm/core-callable.js';
import { BINARY_CODE, type BinaryInit, type BinaryResult, failure, runBinary } from './run-binary.js';

/** Core exports that a mounted binary needs of its caller, in the order of the program below. */
export const BINARY_EXPORTS: readonly CoreFunction[] = [
  { name: 'allocate', signature: { parameters: ['i32', 'i32'], results: ['i32'] } },
  { name: 'set_result_ptr', signature: { parameters: ['i32'], results: [] } },
];

const BYTES: ItType = { kind: 'bytes' };
const RESULT_TYPE: ItType = { kind: 'record', index: 0 };
const STRING_BYTES = 8;

/** `MountedBinaryResult` of 28 bytes, lowered like any record (spec/marine-abi.md §4.4). */
const program: ModuleProgram = {
  types: [
    {
      kind: 'record',
      name: 'MountedBinaryResult',
      fields: [
        { name: 'ret_code', type: { kind: 's32' } },
        { name: 'error', type: { kind: 'string' } },
        { name: 'stdout', type: BYTES },
        { name: 'stderr', type: BYTES },
      ],
    },
  ],
  coreFunctions: BINARY_EXPORTS,
  functions: [
    {
      name: 'mounted_binary',
      type: { kind: 'function', arguments: [{ name: 'result', type: RESULT_TYPE }], results: [] },
      instructions: [
        { name: 'arg.get', index: 0 },
        { name: 'record.lower_memory', index: 0 },
        { name: 'call-core', index: 1 },
      ],
    },
  ],
  imports: [],
};

export interface MountedBinaryContext {
  readonly memory: GuestMemory;
  readonly clock: CallClock;
  readonly binaries: BinaryInit;
  readonly onTrap: OnTrap;
  /** Asked before each run. @returns why there is to be none */
  readonly beforeBinary: (args: readonly string[]) => string | undefined;
  /** Told after each run. */
  readonly afterBinary: () => void;
  /** The caller's functions named in `BINARY_EXPORTS`. */
  readonly core: () => readonly CoreCallable[];
}

/** The import of a mounted binary: takes an array of strings, runs the program and answers its result record. */
export function mountedBinary(path: string, context: MountedBinaryContext): CoreCallable {
  let write: ((result: ItValue) => unknown) | undefined;
  return (...words) => {
    if (!write) {
      const unit = createUnit(program, 'list', context.memory, context.onTrap);
      unit.bind(context.core(), []);
      write = unit.exports[0]!;
    }
    context.clock.check();
    const args = readArguments(context.memory, words);
    const result = Array.isArray(args) ? run(path, args, context) : args;
    context.afterBinary();
    context.clock.check();
    // Outputs travel as arrays of u8: nothing is allocated for empty ones.
    const listed = [result.stdout, result.stderr].map((bytes) => (bytes.length > 0 ? bytes : []));
    write([result.retCode, result.error, ...listed]);
  };
}

function run(path: string, args: readonly string[], context: MountedBinaryContext): BinaryResult {
  const reason = context.beforeBinary(args);
  if (reason !== undefined) return failure(BINARY_CODE.NOT_SPAWNED, reason);
  return runBinary(path, args, context.clock.remainingMs, context.binaries);
}

function readArguments(memory: GuestMemory, words: readonly (number | bigint)[]): string[] | BinaryResult {
  const [pointer, count] = words;
  if (words.length !== 2 || typeof pointer !== 'number' || typeof count !== 'number')
    return refused(BINARY_CODE.ARGUMENT_COUNT, 'one argument is expected');
  const [start, total] = [pointer >>> 0, count >>> 0];
  if (total > MAX_BINARY_ARGUMENTS)
    return refused(BINARY_CODE.NOT_AN_ARRAY, `${total} arguments are more than ${MAX_BINARY_ARGUMENTS}`);
  memory.begin('array.lift_memory');
  let reached: number = BINARY_CODE.NOT_AN_ARRAY;
  try {
    if (total > 0) memory.read(start, STRING_BYTES * total);
    reached = BINARY_CODE.NOT_STRINGS;
    return Array.from({ length: total }, (_, i) => {
      const at = start + STRING_BYTES * i;
      return memory.string(memory.dv.getUint32(at, true), memory.dv.getUint32(at + 4, true));
    });
  } catch (error) {
    if (!isMarineError(error, 'EXECUTION')) throw error;
    return refused(reached, error.message);
  }
}

function refused(code: number, reason: string): BinaryResult {
  return failure(
    code,
    `internal error is encountered while passing arguments to the mounted binary: ${reason}`,
  );
}
