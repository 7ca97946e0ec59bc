/** What follows an opcode in the section. */
export type Immediate = 'none' | 'index' | 'value' | 'type';

export interface InstructionShape {
  readonly name: string;
  readonly immediate: Immediate;
}

const INTEGERS = ['s8', 's16', 's32', 's64'] as const;
const NATURALS = ['u8', 'u16', 'u32', 'u64'] as const;

/** Instructions by opcode (spec/marine-abi.md §1.3). Numbers that are missing here are not instructions. */
export const INSTRUCTIONS: ReadonlyMap<number, InstructionShape> = new Map([
  [0x00, { name: 'arg.get', immediate: 'index' }],
  [0x01, { name: 'call-core', immediate: 'index' }],
  ...conversions(0x02, INTEGERS),
  ...conversions(0x12, NATURALS),
  ...plain(0x22, 'string.lift_memory', 'string.lower_memory', 'string.size'),
  ...plain(0x34, 'dup', 'swap2'),
  [0x37, { name: 'array.lift_memory', immediate: 'type' }],
  [0x38, { name: 'array.lower_memory', immediate: 'type' }],
  [0x3a, { name: 'record.lift_memory', immediate: 'index' }],
  [0x3b, { name: 'record.lower_memory', immediate: 'index' }],
  ...plain(0x3e, 'bool.from_i32', 'i32.from_bool'),
  [0x40, { name: 'i32.push', immediate: 'value' }],
  [0x41, { name: 'i64.push', immediate: 'value' }],
  ...plain(0x43, 'byte_array.lift_memory', 'byte_array.lower_memory', 'byte_array.size'),
]);

/** Two rows per kind from the core types, then a row of all kinds to i32 and one to i64. */
function conversions(first: number, kinds: readonly string[]): [number, InstructionShape][] {
  const names = [
    ...kinds.flatMap((kind) => [`${kind}.from_i32`, `${kind}.from_i64`]),
    ...kinds.map((kind) => `i32.from_${kind}`),
    ...kinds.map((kind) => `i64.from_${kind}`),
  ];
  return plain(first, ...names);
}

function plain(first: number, ...names: string[]): [number, InstructionShape][] {
  return names.map((name, i) => [first + i, { name, immediate: 'none' }]);
}
