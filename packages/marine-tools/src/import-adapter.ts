import type { SourceSignature } from './generated-sections.js';
import {
  API,
  allocateString,
  argGet,
  call,
  isInMemory,
  isPointerAndLength,
  lift,
  lowerWhole,
} from './lift-lower.js';
import type { ItField, ItInstruction, ItType } from './model.js';
import type { TypeTable } from './type-table.js';

/** A function of another module made callable from this one (§1.6, §1.7). */
export interface ImportedFunction {
  readonly interfaceType: number;
  readonly adapterType: number;
  readonly coreType: number;
  readonly instructions: readonly ItInstruction[];
}

/** @param target place of the function among the callable ones: after all exports, in the order of imports */
export function importFunction(
  types: TypeTable,
  signature: SourceSignature,
  target: number,
): ImportedFunction {
  const args = types.fields(signature.args);
  const results = signature.results.map((type) => types.resolve(type));
  const interfaceType = types.addFunction(args, results);
  const coreArgs = args.flatMap(coreArgument);
  const coreResults = results.flatMap(coreResult);
  const adapterType = types.addFunction(coreArgs, coreResults);
  const coreType = types.addFunction(coreArgs, coreResults);
  const release = args.some(({ type }) => isInMemory(type)) ? [call(API.releaseObjects)] : [];
  const instructions = [...liftArguments(args), ...release, call(target), ...results.flatMap(lowerResult)];
  return { interfaceType, adapterType, coreType, instructions };
}

/** Pointers and lengths both carry the name with `_ptr`; a record keeps its plain name (spec/rust-wasm.md §3). */
function coreArgument({ name, type }: ItField): ItField[] {
  if (isPointerAndLength(type)) {
    const pointer: ItField = { name: `${name}_ptr`, type: { kind: 'i32' } };
    return [pointer, pointer];
  }
  return [{ name, type: coreType(type, 'i32', 'i64') }];
}

/** Results are written with the signed interface types, unlike arguments. */
function coreResult(type: ItType): ItType[] {
  return isInMemory(type) ? [] : [coreType(type, 's32', 's64')];
}

function coreType(type: ItType, narrow: 'i32' | 's32', wide: 'i64' | 's64'): ItType {
  if (type.kind === 'f32' || type.kind === 'f64') return type;
  return { kind: type.kind === 's64' || type.kind === 'u64' ? wide : narrow };
}

function liftArguments(args: readonly ItField[]): ItInstruction[] {
  const instructions: ItInstruction[] = [];
  let slot = 0;
  for (const { type } of args) {
    instructions.push(argGet(slot++));
    if (isPointerAndLength(type)) instructions.push(argGet(slot++));
    instructions.push(...lift(type));
  }
  return instructions;
}

function lowerResult(type: ItType): ItInstruction[] {
  const setBoth = [call(API.setResultSize), call(API.setResultPtr)];
  switch (type.kind) {
    case 'string':
      return [{ op: 'dup' }, ...allocateString, { op: 'swap2' }, { op: 'string.lower_memory' }, ...setBoth];
    case 'bytes':
    case 'array':
      return [...lowerWhole(type), ...setBoth];
    case 'record':
      return [...lowerWhole(type), call(API.setResultPtr)];
    default:
      return lowerWhole(type);
  }
}
