import type { TypePool } from '../codegen/type-pool.js';
import { MarineError } from '../errors.js';
import type { ItFunctionType, ItInstruction, ItType } from '../it/types.js';
import { sameShape } from '../it/types.js';
import { emitLiftPair, emitLiftRecord } from '../lifting/emit-lift.js';
import { emitLowerArray, emitLowerRecord } from '../lowering/emit-lower.js';
import type { CoreType } from '../wasm/layout.js';
import { type Cast, castOf } from './casts.js';
import type { ModuleProgram } from './program.js';

/** A value on the stack while an adapter is turned into source: an identifier or a literal, and its type. */
interface Operand {
  readonly source: string;
  readonly type: ItType;
}

const I32: ItType = { kind: 'i32' };
const I64: ItType = { kind: 'i64' };

/**
 * Runs an adapter's stack program on types instead of values and writes what it does as JavaScript. Everything the
 * stack machine would find out at run time about kinds is known here; such a program becomes a function that throws.
 */
export class AdapterEmitter {
  readonly #program: ModuleProgram;
  readonly #pool: TypePool;
  readonly #arguments: readonly ItType[];
  readonly #stack: Operand[] = [];
  readonly #lines: string[] = [];
  readonly #sizes = new Map<string, string>();
  #temporaries = 0;

  constructor(program: ModuleProgram, pool: TypePool, args: readonly ItType[]) {
    this.#program = program;
    this.#pool = pool;
    this.#arguments = args;
  }

  /**
   * Body of the function for these instructions.
   * @throws MarineError `EXECUTION` when the program can't run
   */
  emit(instructions: readonly ItInstruction[], results: readonly ItType[], checked: boolean): string {
    if (checked) for (const [i, type] of this.#arguments.entries()) this.#check(`a${i}`, type);
    for (const instruction of instructions) this.#step(instruction);
    return [...this.#lines, this.#return(results, checked)].join('\n');
  }

  #return(results: readonly ItType[], checked: boolean): string {
    const fits =
      this.#stack.length === results.length &&
      (!checked || this.#stack.every((operand, i) => this.#same(operand.type, results[i]!)));
    if (!fits)
      fault(
        `resulted values [${this.#stack.map((o) => o.type.kind).join(', ')}] and function signature ` +
          `[${results.map((type) => type.kind).join(', ')}] aren't compatible`,
      );
    if (results.length > 1) throw new MarineError('UNSUPPORTED', 'a function has more than one result');
    return results.length === 0 ? '' : `return ${this.#stack[0]!.source}`;
  }

  #same(a: ItType, b: ItType): boolean {
    return sameShape(a, this.#program.types, b, this.#program.types);
  }

  /** Kinds with parts are checked where they are lowered. */
  #check(name: string, type: ItType): void {
    if (type.kind === 'bytes' || type.kind === 'array' || type.kind === 'record') return;
    this.#lines.push(`rt.${type.kind}(${name});`);
  }

  #step(instruction: ItInstruction): void {
    const { name } = instruction;
    const cast = castOf(name);
    const step = STEPS.get(name);
    if (cast) this.#cast(name, cast);
    else if (step) step(this, instruction);
    else fault(`\`${name}\` is not an instruction`);
  }

  push(source: string, type: ItType): void {
    this.#stack.push({ source, type });
  }

  duplicate(): void {
    const top = this.#pop('dup');
    this.#stack.push(top, top);
  }

  swap(): void {
    const top = this.#pop('swap2');
    const below = this.#pop('swap2');
    this.#stack.push(top, below);
  }

  lowerArray(name: string, type: ItType): void {
    const value = this.#pop(name, type);
    this.#let(emitLowerArray(this.#pool, type, value.source, '0'), I32);
    this.push(`${value.source}.length`, I32);
  }

  lowerRecord(name: string, index: number): void {
    const value = this.#pop(name, { kind: 'record', index });
    this.#let(emitLowerRecord(this.#pool, index, value.source, '0'), I32);
  }

  liftRecord(name: string, index: number): void {
    const pointer = this.#pop(name, I32);
    this.#begin(`${name} ${index}`);
    this.#let(emitLiftRecord(this.#pool, index, `${pointer.source}>>>0`, '0'), { kind: 'record', index });
  }

  #let(source: string, type: ItType): void {
    const name = `v${this.#temporaries++}`;
    this.#lines.push(`const ${name}=${source};`);
    this.push(name, type);
  }

  #pop(instruction: string, expected?: ItType): Operand {
    const operand = this.#stack.pop();
    if (!operand) return fault(`\`${instruction}\` needs a value, but the stack is empty`);
    if (expected && !this.#same(operand.type, expected))
      fault(
        `\`${instruction}\` read a value of type ${operand.type.kind} from the stack, ` +
          `that can't be converted to ${expected.kind}`,
      );
    return operand;
  }

  argument(index: number): void {
    const type = this.#arguments[index];
    if (!type) fault(`\`arg.get ${index}\` cannot access argument #${index}: it doesn't exist`);
    this.push(`a${index}`, type);
  }

  #cast(name: string, cast: Cast): void {
    const operand = this.#pop(name, { kind: cast.from });
    if (cast.refuse) {
      const text = JSON.stringify(
        `\`${name}\` failed to cast \`${cast.from.toUpperCase()}\` to \`${cast.to.toUpperCase()}\``,
      );
      this.#lines.push(`if(${cast.refuse(operand.source)})rt.fail(${text});`);
    }
    this.#let(cast.convert(operand.source), { kind: cast.to });
  }

  measure(name: string): void {
    const isString = name === 'string.size';
    const operand = this.#pop(name, { kind: isString ? 'string' : 'bytes' });
    if (!isString) this.#lines.push(`rt.byteList(${operand.source});`);
    this.push(isString ? this.#textSize(operand.source) : `${operand.source}.length`, I32);
  }

  /** The size a string was measured at is remembered: its lowering needs it again. */
  #textSize(source: string): string {
    let size = this.#sizes.get(source);
    if (!size) {
      size = `v${this.#temporaries++}`;
      this.#lines.push(`const ${size}=mem.textSize(${source});`);
      this.#sizes.set(source, size);
    }
    return size;
  }

  write(name: string): void {
    const isString = name === 'string.lower_memory';
    const value = this.#pop(name, { kind: isString ? 'string' : 'bytes' });
    const pointer = this.#pop(name, I32);
    const size = isString ? this.#textSize(value.source) : `${value.source}.length`;
    if (isString) this.#lines.push(`mem.writeText(${pointer.source}>>>0,${value.source},${size});`);
    else
      this.#lines.push(`rt.byteList(${value.source});mem.writeBytes(${pointer.source}>>>0,${value.source});`);
    this.#stack.push(pointer);
    this.push(size, I32);
  }

  lift(name: string, type: ItType): void {
    const length = this.#pop(name, I32);
    const pointer = this.#pop(name, I32);
    this.#begin(type.kind === 'array' ? `${name} ${describe(type.element)}` : name);
    this.#let(emitLiftPair(this.#pool, type, `${pointer.source}>>>0`, `${length.source}>>>0`, '0'), type);
  }

  call(index: number): void {
    const { coreFunctions, imports } = this.#program;
    const slot = index - coreFunctions.length;
    if (slot < 0) {
      const { parameters, results } = coreFunctions[index]!.signature;
      this.#invoke(index, `k${index}`, coreTypes(index, parameters), coreTypes(index, results));
      return;
    }
    const imported = imports[slot];
    if (!imported) fault(`\`call-core ${index}\` cannot call the function #${index}: it doesn't exist`);
    const { type } = imported;
    this.#invoke(index, `t${slot}`, argumentTypes(type), type.results);
  }

  /** @param label text of this runtime: names of instructions and kinds, numbers */
  #begin(label: string): void {
    this.#lines.push(`mem.begin(${JSON.stringify(label)});`);
  }

  #invoke(index: number, name: string, parameters: readonly ItType[], results: readonly ItType[]): void {
    const operands = [...parameters].reverse().map((type) => this.#pop(`call-core ${index}`, type));
    const call = `${name}(${operands
      .reverse()
      .map((operand) => operand.source)
      .join(',')})`;
    if (results.length === 0) this.#lines.push(`${call};`);
    else if (results.length === 1) this.#let(call, results[0]!);
    else {
      const all = `v${this.#temporaries++}`;
      this.#lines.push(`const ${all}=${call};`);
      for (const [i, type] of results.entries()) this.push(`${all}[${i}]`, type);
    }
  }
}

function coreTypes(index: number, types: readonly CoreType[]): ItType[] {
  return types.map((kind) =>
    kind === 'other' ? fault(`\`call-core ${index}\` needs a vector or a reference`) : { kind },
  );
}

function describe(type: ItType): string {
  if (type.kind === 'array') return `array (${describe(type.element)})`;
  return type.kind === 'record' ? `record (${type.index})` : type.kind;
}

function fault(reason: string): never {
  throw new MarineError('EXECUTION', reason);
}

/** Arguments of an export adapter, or of an import adapter as core code passes them. */
export function argumentTypes(type: ItFunctionType): ItType[] {
  return type.arguments.map((argument) => argument.type);
}

/** Instructions other than conversions. */
const STEPS: ReadonlyMap<string, (to: AdapterEmitter, instruction: ItInstruction) => void> = new Map([
  ['arg.get', (to, { index }) => to.argument(index!)],
  ['call-core', (to, { index }) => to.call(index!)],
  ['i32.push', (to, { value }) => to.push(String(BigInt.asIntN(32, value!)), I32)],
  ['i64.push', (to, { value }) => to.push(`${BigInt.asIntN(64, value!)}n`, I64)],
  ['dup', (to) => to.duplicate()],
  ['swap2', (to) => to.swap()],
  ['string.size', (to, { name }) => to.measure(name)],
  ['byte_array.size', (to, { name }) => to.measure(name)],
  ['string.lower_memory', (to, { name }) => to.write(name)],
  ['byte_array.lower_memory', (to, { name }) => to.write(name)],
  ['string.lift_memory', (to, { name }) => to.lift(name, { kind: 'string' })],
  ['byte_array.lift_memory', (to, { name }) => to.lift(name, { kind: 'bytes' })],
  ['array.lift_memory', (to, { name, type }) => to.lift(name, { kind: 'array', element: type! })],
  ['array.lower_memory', (to, { name, type }) => to.lowerArray(name, { kind: 'array', element: type! })],
  ['record.lift_memory', (to, { name, index }) => to.liftRecord(name, index!)],
  ['record.lower_memory', (to, { name, index }) => to.lowerRecord(name, index!)],
]);
