import { messageOf } from '@noctiluca/common/thrown';
import { MAX_VALUE_DEPTH } from '../constants.js';
import { MarineError } from '../errors.js';
import type { ItValue, RecordShape } from '../it/value.js';
import { checks } from '../lowering/checks.js';
import type { GuestMemory } from '../memory/guest-memory.js';
import type { CoreCallable } from '../wasm/core-callable.js';
import { emitModule } from './emit-module.js';
import type { ModuleProgram } from './program.js';

/** A function on interface-type values. */
export type ItFunction = (...args: ItValue[]) => ItValue | undefined;

/** The adapters of one module instance, as functions. */
export interface AdapterUnit {
  /** Gives the adapters the instance's core functions and the functions it imports, in the program's order. */
  bind(core: readonly CoreCallable[], targets: readonly ItFunction[]): void;
  readonly exports: readonly ItFunction[];
  readonly imports: readonly CoreCallable[];
}

/** What happened when core code was unwound. */
export type OnTrap = (error: unknown) => void;

type UnitFactory = (memory: GuestMemory, onTrap: OnTrap) => AdapterUnit;

const factories: Readonly<Record<RecordShape, WeakMap<ModuleProgram, UnitFactory>>> = {
  object: new WeakMap(),
  list: new WeakMap(),
};

/** Adapters for one instance. The generated source is compiled once per program, however many instances it gets. */
export function createUnit(
  program: ModuleProgram,
  shape: RecordShape,
  memory: GuestMemory,
  onTrap: OnTrap,
): AdapterUnit {
  let factory = factories[shape].get(program);
  if (!factory) {
    factory = compile(program, shape);
    factories[shape].set(program, factory);
  }
  return factory(memory, onTrap);
}

function compile(program: ModuleProgram, shape: RecordShape): UnitFactory {
  const { source, faults } = emitModule(program, shape);
  const body = new Function('rt', 'mem', source) as (rt: object, mem: GuestMemory) => AdapterUnit;
  return (memory, onTrap) => {
    const rt = {
      ...checks,
      maxDepth: MAX_VALUE_DEPTH,
      tooDeep(): never {
        throw new MarineError('LIMIT', `a value is nested deeper than ${MAX_VALUE_DEPTH}`);
      },
      fail(text: string): never {
        throw new MarineError('EXECUTION', text);
      },
      fault(index: number): never {
        throw new MarineError('EXECUTION', faults[index]!);
      },
      trap(error: unknown, index: number): MarineError {
        onTrap(error);
        const name = program.coreFunctions[index]?.name;
        return new MarineError(
          'TRAP',
          `\`call-core ${index}\` failed while calling the local or import function \`${name}\`: ${messageOf(error)}`,
          { cause: error },
        );
      },
    };
    return body(rt, memory);
  };
}
