import { MarineError } from '../errors.js';
import type { ItFunctionType, ItInstruction, ItSection, ItType, ItTypeDefinition } from '../it/types.js';
import type { CoreSignature, CoreType } from '../wasm/layout.js';

/** A core function that adapters may call, in the order of `call-core` (spec/marine-abi.md §1.6). */
export interface CoreFunction {
  readonly name: string;
  readonly signature: CoreSignature;
}

/** A function of the module that others may call. */
export interface ExportedFunction {
  readonly name: string;
  readonly type: ItFunctionType;
  readonly instructions: readonly ItInstruction[];
}

/** A function of another module that this one imports. */
export interface ImportedFunction {
  readonly namespace: string;
  readonly name: string;
  /** What the other module must answer to. */
  readonly type: ItFunctionType;
  /** What the importing core code calls. */
  readonly core: ItFunctionType;
  readonly instructions: readonly ItInstruction[];
}

/** An interface-types section resolved: every index checked, every function beside its adapter. Plain data. */
export interface ModuleProgram {
  readonly types: readonly ItTypeDefinition[];
  readonly coreFunctions: readonly CoreFunction[];
  readonly functions: readonly ExportedFunction[];
  readonly imports: readonly ImportedFunction[];
}

/** Looks up the signature of a core export; `undefined` when the module has no such function. */
export type SignatureSource = (name: string, declared: ItFunctionType) => CoreSignature | undefined;

/**
 * Resolves a section by the conventions of spec/marine-abi.md §1.6.
 * @throws MarineError `IT_MALFORMED` for an index that leads nowhere, `LINK` for an export the core module lacks
 */
export function resolveProgram(section: ItSection, signatureOf: SignatureSource): ModuleProgram {
  const { types } = section;
  checkRecordReferences(section);
  const adapters = new Map(section.adapters.map((adapter) => [adapter.type, adapter.instructions]));
  const instructionsOf = (type: number): readonly ItInstruction[] =>
    adapters.get(type) ?? malformed(`there is no adapter of type ${type}`);

  const coreFunctions = section.exports.map(({ name, type }) => {
    const signature = signatureOf(name, functionType(types, type));
    if (!signature) throw new MarineError('LINK', `Wasm backend error: export not found: ${name}`);
    return { name, signature };
  });

  const coreTypes = new Map(section.implementations.map(({ core, adapter }) => [core, adapter]));
  const functions: ExportedFunction[] = [];
  for (const { name, type } of section.exports) {
    const adapter = coreTypes.get(type);
    if (adapter === undefined) continue;
    functions.push({ name, type: functionType(types, type), instructions: instructionsOf(adapter) });
  }

  const imports: ImportedFunction[] = [];
  for (const { namespace, name, type } of section.imports) {
    const adapter = coreTypes.get(type);
    if (adapter === undefined) continue;
    imports.push({
      namespace,
      name,
      type: functionType(types, type - 2),
      core: functionType(types, type),
      instructions: instructionsOf(adapter),
    });
  }
  return { types, coreFunctions, functions, imports };
}

/**
 * The core signature that the generator gives a function of this interface type (spec/marine-abi.md §1.7). For
 * modules that arrive compiled: JavaScript cannot ask them for signatures.
 */
export function deriveCoreSignature(name: string, type: ItFunctionType): CoreSignature {
  if (name === 'allocate') return { parameters: ['i32', 'i32'], results: ['i32'] };
  const results = type.results.flatMap((result) => {
    const core = coreTypesOf(result);
    return isScalar(result) ? core : [];
  });
  return { parameters: type.arguments.flatMap((argument) => coreTypesOf(argument.type)), results };
}

function coreTypesOf(type: ItType): CoreType[] {
  switch (type.kind) {
    case 'string':
    case 'bytes':
    case 'array':
      return ['i32', 'i32'];
    case 's64':
    case 'u64':
    case 'i64':
      return ['i64'];
    case 'f32':
    case 'f64':
      return [type.kind];
    default:
      return ['i32'];
  }
}

function isScalar(type: ItType): boolean {
  return !['string', 'bytes', 'array', 'record'].includes(type.kind);
}

function functionType(types: readonly ItTypeDefinition[], index: number): ItFunctionType {
  const type = types[index];
  return type?.kind === 'function' ? type : malformed(`type ${index} is not a function`);
}

function checkRecordReferences(section: ItSection): void {
  const check = (type: ItType): void => {
    if (type.kind === 'array') check(type.element);
    else if (type.kind === 'record') checkRecord(type.index);
  };
  const checkRecord = (index: number): void => {
    if (section.types[index]?.kind !== 'record') malformed(`type ${index} is not a record`);
  };
  for (const type of section.types) {
    for (const { type: inner } of type.kind === 'record' ? type.fields : type.arguments) check(inner);
    if (type.kind === 'function') for (const result of type.results) check(result);
  }
  for (const { instructions } of section.adapters)
    for (const { name, index, type } of instructions) {
      if (type) check(type);
      if (name.startsWith('record.') && index !== undefined) checkRecord(index);
    }
}

function malformed(reason: string): never {
  throw new MarineError('IT_MALFORMED', `IT section is corrupted: ${reason}`);
}
