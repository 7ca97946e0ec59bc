import type { ItRecordType, ItType } from './types.js';

/** Bytes of a value inside a record or an array (spec/marine-abi.md §2.1). Records are packed, no alignment. */
export function sizeOf(type: ItType): number {
  switch (type.kind) {
    case 'bool':
    case 's8':
    case 'u8':
      return 1;
    case 's16':
    case 'u16':
      return 2;
    case 's32':
    case 'u32':
    case 'i32':
    case 'f32':
    case 'record':
      return 4;
    default:
      return 8;
  }
}

/** Bytes of a record's own block, and where its fields begin. */
export function recordLayout(record: ItRecordType): { size: number; offsets: number[] } {
  let size = 0;
  const offsets: number[] = [];
  for (const field of record.fields) {
    offsets.push(size);
    size += sizeOf(field.type);
  }
  return { size, offsets };
}

/** Second argument of `allocate` for an array of such elements (spec/marine-abi.md §2.2). */
export function allocationTag(element: ItType): number {
  switch (element.kind) {
    case 'bool':
      return 0;
    case 'u8':
      return 1;
    case 'u16':
      return 2;
    case 'u64':
      return 4;
    case 's8':
      return 5;
    case 's16':
      return 6;
    case 's32':
    case 'i32':
      return 7;
    case 's64':
    case 'i64':
      return 8;
    case 'f32':
      return 9;
    case 'f64':
      return 10;
    default:
      return 3;
  }
}

/** Tag of blocks of bytes: strings, byte arrays, records. */
export const BYTE_TAG = 1;
