import type { ItInstruction, ItType } from './model.js';

/** Functions every module exports first, in this order: their place is how adapters call them (§1.6). */
export const API = {
  allocate: 0,
  releaseObjects: 1,
  getResultSize: 2,
  getResultPtr: 3,
  setResultSize: 4,
  setResultPtr: 5,
} as const;

/** Type tag and size of a byte: the one constant that adapters push. */
const BYTE = 1;

/** Values that travel through memory and not in core registers. */
export function isInMemory(type: ItType): boolean {
  return ['string', 'bytes', 'array', 'record'].includes(type.kind);
}

/** Pointer and length, where a record is a pointer only. */
export function isPointerAndLength(type: ItType): boolean {
  return isInMemory(type) && type.kind !== 'record';
}

export const argGet = (value: number): ItInstruction => ({ op: 'arg.get', value });
export const call = (value: number): ItInstruction => ({ op: 'call-core', value });

/** An interface value on the stack becomes a core value; nothing for floats. */
export function toCore(type: ItType): ItInstruction[] {
  switch (type.kind) {
    case 's8':
    case 's16':
    case 's32':
    case 'u8':
    case 'u16':
    case 'u32':
    case 'bool':
      return [{ op: `i32.from_${type.kind}` }];
    case 's64':
    case 'u64':
      return [{ op: `i64.from_${type.kind}` }];
    default:
      return [];
  }
}

/** A core value on the stack becomes an interface value; nothing for floats. */
export function fromCore(type: ItType): ItInstruction[] {
  switch (type.kind) {
    case 's8':
    case 's16':
    case 's32':
    case 'u8':
    case 'u16':
    case 'u32':
    case 'bool':
      return [{ op: `${type.kind}.from_i32` }];
    case 's64':
    case 'u64':
      return [{ op: `${type.kind}.from_i64` }];
    default:
      return [];
  }
}

/** Pointer (and length) on the stack become a value. */
export function lift(type: ItType): ItInstruction[] {
  switch (type.kind) {
    case 'string':
      return [{ op: 'string.lift_memory' }];
    case 'bytes':
      return [{ op: 'byte_array.lift_memory' }];
    case 'array':
      return [{ op: 'array.lift_memory', type: type.element }];
    case 'record':
      return [{ op: 'record.lift_memory', value: type.typeIndex }];
    default:
      return fromCore(type);
  }
}

/** A value on the stack is written to memory by an instruction that allocates by itself; not for strings. */
export function lowerWhole(type: ItType): ItInstruction[] {
  switch (type.kind) {
    case 'bytes':
      return [{ op: 'array.lower_memory', type: { kind: 'u8' } }];
    case 'array':
      return [{ op: 'array.lower_memory', type: type.element }];
    case 'record':
      return [{ op: 'record.lower_memory', value: type.typeIndex }];
    default:
      return toCore(type);
  }
}

/** From a string on the stack to a block that is big enough for it. */
export const allocateString: readonly ItInstruction[] = [
  { op: 'string.size' },
  { op: 'i32.push', value: BYTE },
  call(API.allocate),
];
