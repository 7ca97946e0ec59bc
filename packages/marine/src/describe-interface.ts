import { MarineError } from './errors.js';
import type { ServiceInterface, TypeName } from './interface.js';
import type { ItFunctionType, ItRecordType, ItType, ItTypeDefinition } from './it/types.js';

const NAMES: Readonly<Record<string, TypeName>> = {
  s8: 'i8',
  s16: 'i16',
  s32: 'i32',
  s64: 'i64',
  bytes: '[]u8',
};

/** What an interface is told from: the types of a module and its functions, or those of a service that is no module. */
export interface InterfaceSource {
  readonly types: readonly ItTypeDefinition[];
  readonly functions: readonly { readonly name: string; readonly type: ItFunctionType }[];
}

/**
 * Interface of a module as `srv.get_interface` answers it: functions in the order of the section, records that they
 * reach, each after the records its fields need, otherwise sorted by name (spec/marine-abi.md §6.4).
 */
export function describeInterface({ program }: { readonly program: InterfaceSource }): ServiceInterface {
  const { types, functions } = program;
  const nameOf = (type: ItType): TypeName => typeName(type, types);
  const reached = functions.flatMap(({ type }) => [...type.arguments.map((a) => a.type), ...type.results]);
  return {
    function_signatures: functions.map(({ name, type }) => ({
      name,
      arguments: type.arguments.map((argument) => [argument.name, nameOf(argument.type)] as const),
      output_types: type.results.map(nameOf),
    })),
    record_types: collectRecords(reached, types).map((index) => {
      const { name, fields } = recordAt(types, index);
      return { name, id: index, fields: fields.map((f) => ({ name: f.name, ty: nameOf(f.type) })) };
    }),
  };
}

/** Depth first with a stack of our own: the records of a hostile module may be chained at any length. */
function collectRecords(roots: readonly ItType[], types: readonly ItTypeDefinition[]): number[] {
  const ordered: number[] = [];
  const seen = new Set<number>();
  const stack: { index: number; entered: boolean }[] = [];
  const push = (children: readonly ItType[]): void => {
    const indices = [...new Set(children.flatMap(recordIndexOf))];
    indices.sort((a, b) => compareNames(recordAt(types, b).name, recordAt(types, a).name));
    for (const index of indices) stack.push({ index, entered: false });
  };
  push(roots);
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (top.entered) ordered.push(top.index);
    else if (!seen.has(top.index)) {
      seen.add(top.index);
      stack.push({ index: top.index, entered: true });
      push(recordAt(types, top.index).fields.map((field) => field.type));
    }
  }
  return ordered;
}

function recordIndexOf(type: ItType): number[] {
  if (type.kind === 'array') return recordIndexOf(type.element);
  return type.kind === 'record' ? [type.index] : [];
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function typeName(type: ItType, types: readonly ItTypeDefinition[]): TypeName {
  if (type.kind === 'array') return `[]${typeName(type.element, types)}`;
  if (type.kind === 'record') return recordAt(types, type.index).name;
  return NAMES[type.kind] ?? type.kind;
}

function recordAt(types: readonly ItTypeDefinition[], index: number): ItRecordType {
  const type = types[index];
  if (type?.kind === 'record') return type;
  throw new MarineError('IT_MALFORMED', `IT section is corrupted: type ${index} is not a record`);
}
