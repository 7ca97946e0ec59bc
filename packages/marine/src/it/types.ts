/** Kinds of interface types that need no parameter; `bytes` is Marine's byte array (spec/marine-abi.md §1.2). */
export type PlainKind =
  | 's8'
  | 's16'
  | 's32'
  | 's64'
  | 'u8'
  | 'u16'
  | 'u32'
  | 'u64'
  | 'f32'
  | 'f64'
  | 'string'
  | 'bool'
  | 'i32'
  | 'i64'
  | 'bytes';

/** An interface type. Records are named by their index in the type table. */
export type ItType =
  | { readonly kind: PlainKind }
  | { readonly kind: 'array'; readonly element: ItType }
  | { readonly kind: 'record'; readonly index: number };

export interface ItArgument {
  readonly name: string;
  readonly type: ItType;
}

export interface ItFunctionType {
  readonly kind: 'function';
  readonly arguments: readonly ItArgument[];
  readonly results: readonly ItType[];
}

export interface ItRecordType {
  readonly kind: 'record';
  readonly name: string;
  readonly fields: readonly ItArgument[];
}

export type ItTypeDefinition = ItFunctionType | ItRecordType;

/** An instruction with its immediate: an index, a pushed number or a type. */
export interface ItInstruction {
  readonly name: string;
  readonly index?: number;
  readonly value?: bigint;
  readonly type?: ItType;
}

/** A whole interface-types section, as written. */
export interface ItSection {
  readonly version: string;
  readonly types: readonly ItTypeDefinition[];
  readonly imports: readonly { readonly namespace: string; readonly name: string; readonly type: number }[];
  readonly adapters: readonly { readonly type: number; readonly instructions: readonly ItInstruction[] }[];
  readonly exports: readonly { readonly name: string; readonly type: number }[];
  readonly implementations: readonly { readonly core: number; readonly adapter: number }[];
}

/** Byte code of each plain type (spec/marine-abi.md §1.2). */
export const PLAIN_TYPE_CODES: ReadonlyMap<number, PlainKind> = new Map([
  [0x00, 's8'],
  [0x01, 's16'],
  [0x02, 's32'],
  [0x03, 's64'],
  [0x04, 'u8'],
  [0x05, 'u16'],
  [0x06, 'u32'],
  [0x07, 'u64'],
  [0x08, 'f32'],
  [0x09, 'f64'],
  [0x0a, 'string'],
  [0x0b, 'bool'],
  [0x0c, 'i32'],
  [0x0d, 'i64'],
  [0x3c, 'bytes'],
]);

export const RECORD_TYPE_CODE = 0x0e;
export const ARRAY_TYPE_CODE = 0x36;

/**
 * Whether two types say the same: records by position of their fields, names ignored (spec/marine-abi.md §3.1).
 * A work list and not recursion: both tables are untrusted and may be deep, shared or cyclic.
 */
export function sameShape(
  a: ItType,
  tableA: readonly ItTypeDefinition[],
  b: ItType,
  tableB: readonly ItTypeDefinition[],
): boolean {
  const pending: [ItType, ItType][] = [[a, b]];
  const compared = new Set<string>();
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    const [x, y] = pair;
    if (isByteList(x) && isByteList(y)) continue;
    if (x.kind === 'array' && y.kind === 'array') pending.push([x.element, y.element]);
    else if (x.kind === 'record' && y.kind === 'record') {
      const key = `${x.index}:${y.index}`;
      if (compared.has(key)) continue;
      compared.add(key);
      const [recordX, recordY] = [tableA[x.index], tableB[y.index]];
      if (recordX?.kind !== 'record' || recordY?.kind !== 'record') return false;
      if (recordX.fields.length !== recordY.fields.length) return false;
      for (const [i, field] of recordX.fields.entries()) pending.push([field.type, recordY.fields[i]!.type]);
    } else if (x.kind !== y.kind) return false;
  }
  return true;
}

/** Byte arrays and arrays of u8 travel alike. */
export function isByteList(type: ItType): boolean {
  return type.kind === 'bytes' || (type.kind === 'array' && type.element.kind === 'u8');
}
