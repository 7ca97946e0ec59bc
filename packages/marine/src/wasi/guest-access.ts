import type { GuestMemory } from '../memory/guest-memory.js';
import { ERRNO } from './errno.js';

/** The view of the memory if the block lies within it, else `undefined`: the caller answers `FAULT`. */
export function viewOf(memory: GuestMemory, pointer: number, length: number): DataView | undefined {
  memory.refresh();
  return (pointer >>> 0) + length <= memory.u8.length ? memory.dv : undefined;
}

/** Writes u32 values one after the other. */
export function writeU32s(memory: GuestMemory, pointer: number, ...values: number[]): number {
  const dv = viewOf(memory, pointer, 4 * values.length);
  if (!dv) return ERRNO.FAULT;
  for (const [i, value] of values.entries()) dv.setUint32((pointer >>> 0) + 4 * i, value, true);
  return ERRNO.SUCCESS;
}

export function writeU64(memory: GuestMemory, pointer: number, value: bigint): number {
  const dv = viewOf(memory, pointer, 8);
  if (!dv) return ERRNO.FAULT;
  dv.setBigUint64(pointer >>> 0, value, true);
  return ERRNO.SUCCESS;
}

/** Most entries of one list; POSIX's usual IOV_MAX. */
const MAX_VECTORS = 1024;

/** The blocks of an iovec list; `undefined` when a pointer leads outside or there are too many. */
export function ioVectors(memory: GuestMemory, pointer: number, count: number): Uint8Array[] | undefined {
  const [start, total] = [pointer >>> 0, count >>> 0];
  const dv = viewOf(memory, start, 8 * total);
  if (!dv || total > MAX_VECTORS) return undefined;
  const blocks: Uint8Array[] = [];
  for (let i = 0; i < total; i++) {
    const at = dv.getUint32(start + 8 * i, true);
    const length = dv.getUint32(start + 8 * i + 4, true);
    if (length === 0) continue;
    if (at + length > memory.u8.length) return undefined;
    blocks.push(memory.u8.subarray(at, at + length));
  }
  return blocks;
}
