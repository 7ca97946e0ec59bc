import { TypePool } from '../codegen/type-pool.js';
import { MAX_SOURCE_LENGTH } from '../constants.js';
import { isMarineError, MarineError } from '../errors.js';
import type { ItFunctionType, ItInstruction } from '../it/types.js';
import type { RecordShape } from '../it/value.js';
import { LOWER_PRELUDE } from '../lowering/emit-lower.js';
import { AdapterEmitter, argumentTypes } from './emit-adapter.js';
import type { ModuleProgram } from './program.js';

/** Source of a module's adapters, and the texts of faults that functions of it throw, by number. */
export interface ModuleSource {
  readonly source: string;
  readonly faults: readonly string[];
}

/**
 * Turns a resolved program into the body of `new Function('rt', 'mem', ...)`. The source is made of this runtime's own
 * text, of numbers, and of field names as JSON string literals; nothing else of the module gets in.
 */
export function emitModule(program: ModuleProgram, shape: RecordShape): ModuleSource {
  const pool = new TypePool(program.types, shape);
  const adapters = new AdapterSources(program, pool);
  const exported = program.functions.map((f) => adapters.define(f.type, f.instructions, true));
  const imported = program.imports.map((f) => adapters.define(f.core, f.instructions, false));
  const text = new BoundedText();
  text.add("'use strict';");
  for (const [i, f] of program.coreFunctions.entries()) text.add(coreCall(i, f.signature.parameters.length));
  for (const i of program.imports.keys()) text.add(`let t${i};`);
  text.add(allocatorOf(program), LOWER_PRELUDE, 'function check(d){if(d>rt.maxDepth)rt.tooDeep()}');
  text.add(...adapters.sources, ...pool.sources());
  text.add('return{bind(core,targets){');
  for (const i of program.coreFunctions.keys()) text.add(`f${i}=core[${i}];`);
  for (const i of program.imports.keys()) text.add(`t${i}=targets[${i}];`);
  text.add(`},exports:[${exported.join(',')}],imports:[${imported.join(',')}]}`);
  return { source: text.toString(), faults: adapters.faults };
}

/** Sources of adapters. Functions that share type and program share one source, however many names they have. */
class AdapterSources {
  readonly sources: string[] = [];
  readonly faults: string[] = [];
  readonly #program: ModuleProgram;
  readonly #pool: TypePool;
  readonly #names = new Map<readonly ItInstruction[], Map<ItFunctionType, string>>();

  constructor(program: ModuleProgram, pool: TypePool) {
    this.#program = program;
    this.#pool = pool;
  }

  /** Name of the function. @param checked whether arguments and results are interface-type values */
  define(type: ItFunctionType, instructions: readonly ItInstruction[], checked: boolean): string {
    const names = this.#names.get(instructions) ?? new Map<ItFunctionType, string>();
    this.#names.set(instructions, names);
    let name = names.get(type);
    if (!name) {
      name = `a_${this.sources.length}`;
      names.set(type, name);
      const parameters = type.arguments.map((_, i) => `a${i}`).join(',');
      this.sources.push(`function ${name}(${parameters}){\n${this.#body(type, instructions, checked)}\n}`);
    }
    return name;
  }

  #body(type: ItFunctionType, instructions: readonly ItInstruction[], checked: boolean): string {
    try {
      const emitter = new AdapterEmitter(this.#program, this.#pool, argumentTypes(type));
      return emitter.emit(instructions, type.results, checked);
    } catch (error) {
      if (!isMarineError(error)) throw error;
      return `rt.fault(${this.faults.push(error.message) - 1})`;
    }
  }
}

/** Joins lines and refuses to become huge: a short section can name a wide function very often. */
class BoundedText {
  readonly #lines: string[] = [];
  #length = 0;

  add(...lines: string[]): void {
    for (const line of lines) {
      this.#length += line.length;
      if (this.#length > MAX_SOURCE_LENGTH)
        throw new MarineError(
          'LIMIT',
          `adapters of the module need more than ${MAX_SOURCE_LENGTH} characters of code`,
        );
      this.#lines.push(line);
    }
  }

  toString(): string {
    return this.#lines.join('\n');
  }
}

function allocatorOf(program: ModuleProgram): string {
  const allocate = program.coreFunctions[0]?.signature;
  const fits = allocate?.parameters.join() === 'i32,i32' && allocate.results.join() === 'i32';
  return fits ? ALLOCATE : NO_ALLOCATE;
}

/** Whatever unwinds core code passes here: it leaves the instance broken and the error says where. */
function coreCall(index: number, arity: number): string {
  const parameters = Array.from({ length: arity }, (_, i) => `x${i}`).join(',');
  return `let f${index};
function k${index}(${parameters}){try{return f${index}(${parameters})}catch(e){throw rt.trap(e,${index})}}`;
}

const ALLOCATE = `function alloc(n,t){mem.admitBlock(n);const p=k0(n,t)>>>0;mem.write(p,n);return p}`;
const NO_ALLOCATE = `function alloc(){rt.fail('the first function of the module is not allocate(i32, i32) -> i32')}`;
