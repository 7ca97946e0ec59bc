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
import type { ItInstruction, ItType } from './model.js';
import type { TypeTable } from './type-table.js';

/** A function of the module made callable: its types, and the adapter around core function `own` (§1.6, §1.7). */
export interface ExportedFunction {
  readonly adapterType: number;
  readonly coreType: number;
  readonly instructions: readonly ItInstruction[];
}

/** @param own place of the function in the list of exports */
export function exportFunction(types: TypeTable, signature: SourceSignature, own: number): ExportedFunction {
  const args = types.fields(signature.args);
  const results = signature.results.map((type) => types.resolve(type));
  const adapterType = types.addFunction(args, results);
  const coreType = types.addFunction(args, results);
  const lowered = args.flatMap(({ type }, i) => lowerArgument(type, i));
  return { adapterType, coreType, instructions: [...lowered, call(own), ...results.flatMap(liftResult)] };
}

function lowerArgument(type: ItType, i: number): ItInstruction[] {
  if (type.kind === 'string') {
    return [argGet(i), ...allocateString, argGet(i), { op: 'string.lower_memory' }];
  }
  return [argGet(i), ...lowerWhole(type)];
}

function liftResult(type: ItType): ItInstruction[] {
  if (!isInMemory(type)) return lift(type);
  const size = isPointerAndLength(type) ? [call(API.getResultSize)] : [];
  return [call(API.getResultPtr), ...size, ...lift(type), call(API.releaseObjects)];
}
