/** Codes of the scalar types in an `interface-types` section (spec/marine-abi.md §1.2). */
export const SCALAR_CODES = {
  s8: 0x00,
  s16: 0x01,
  s32: 0x02,
  s64: 0x03,
  u8: 0x04,
  u16: 0x05,
  u32: 0x06,
  u64: 0x07,
  f32: 0x08,
  f64: 0x09,
  string: 0x0a,
  bool: 0x0b,
  i32: 0x0c,
  i64: 0x0d,
} as const;

/** Opcodes without an immediate (§1.3). Cross-width conversions, which no generator emits, are left out. */
export const PLAIN_CODES = {
  's8.from_i32': 0x02,
  's16.from_i32': 0x04,
  's32.from_i32': 0x06,
  's64.from_i64': 0x09,
  'i32.from_s8': 0x0a,
  'i32.from_s16': 0x0b,
  'i32.from_s32': 0x0c,
  'i64.from_s64': 0x11,
  'u8.from_i32': 0x12,
  'u16.from_i32': 0x14,
  'u32.from_i32': 0x16,
  'u64.from_i64': 0x19,
  'i32.from_u8': 0x1a,
  'i32.from_u16': 0x1b,
  'i32.from_u32': 0x1c,
  'i64.from_u64': 0x21,
  'string.lift_memory': 0x22,
  'string.lower_memory': 0x23,
  'string.size': 0x24,
  dup: 0x34,
  swap2: 0x35,
  'bool.from_i32': 0x3e,
  'i32.from_bool': 0x3f,
  'byte_array.lift_memory': 0x43,
  'byte_array.lower_memory': 0x44,
  'byte_array.size': 0x45,
} as const;

/** Opcodes with a number: an argument, a function, a constant or a record's type index. */
export const INDEXED_CODES = {
  'arg.get': 0x00,
  'call-core': 0x01,
  'record.lift_memory': 0x3a,
  'record.lower_memory': 0x3b,
  'i32.push': 0x40,
  'i64.push': 0x41,
} as const;

/** Opcodes with the type of an element. */
export const TYPED_CODES = { 'array.lift_memory': 0x37, 'array.lower_memory': 0x38 } as const;

export type ScalarName = keyof typeof SCALAR_CODES;

/** A type of an argument, a result, a field or an element. */
export type ItType =
  | { readonly kind: ScalarName | 'bytes' }
  | { readonly kind: 'array'; readonly element: ItType }
  | { readonly kind: 'record'; readonly typeIndex: number };

export interface ItField {
  readonly name: string;
  readonly type: ItType;
}

/** An entry of the type table. */
export type ItDefinition =
  | { readonly kind: 'function'; readonly args: readonly ItField[]; readonly results: readonly ItType[] }
  | { readonly kind: 'record'; readonly name: string; readonly fields: readonly ItField[] };

export type ItInstruction =
  | { readonly op: keyof typeof PLAIN_CODES }
  | { readonly op: keyof typeof INDEXED_CODES; readonly value: number }
  | { readonly op: keyof typeof TYPED_CODES; readonly type: ItType };

/** Everything an `interface-types` section says. Numbers are indices into `types` unless said otherwise. */
export interface ItSection {
  /** Version of the format, semver. */
  readonly version: string;
  readonly types: readonly ItDefinition[];
  readonly imports: readonly { readonly namespace: string; readonly name: string; readonly type: number }[];
  readonly adapters: readonly { readonly type: number; readonly instructions: readonly ItInstruction[] }[];
  readonly exports: readonly { readonly name: string; readonly type: number }[];
  readonly implementations: readonly { readonly coreType: number; readonly adapterType: number }[];
}
