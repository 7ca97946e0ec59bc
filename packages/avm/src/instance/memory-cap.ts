import { readUleb, uleb } from '../signatures/leb.js';

const HEADER_BYTES = 8;
const MEMORY_SECTION = 5;
const PAGE_BYTES = 65_536;
const HAS_MAXIMUM = 1;

/**
 * A wasm module whose memory, its only one, may grow to so many bytes; growing further fails inside of it, as on a machine
 * that has no more. A maximum that it names itself is replaced.
 * @param wasm with one memory of its own, else it stays as it is
 */
export function capMemory(wasm: Uint8Array<ArrayBuffer>, bytes: number): Uint8Array<ArrayBuffer> {
  for (let at = HEADER_BYTES; at < wasm.length; ) {
    const [length, start] = readUleb(wasm, at + 1);
    const end = start + length;
    if (wasm[at] === MEMORY_SECTION) return withSection(wasm, at, end, cappedMemory(wasm, start, bytes));
    at = end;
  }
  return wasm;
}

/** Number of memories, then flags, least and most pages of each. */
function cappedMemory(wasm: Uint8Array, start: number, bytes: number): number[] {
  const [, flagsAt] = readUleb(wasm, start);
  const [minimum] = readUleb(wasm, flagsAt + 1);
  const maximum = Math.max(minimum, Math.floor(bytes / PAGE_BYTES));
  const body = [1, HAS_MAXIMUM, ...uleb(minimum), ...uleb(maximum)];
  return [MEMORY_SECTION, ...uleb(body.length), ...body];
}

function withSection(wasm: Uint8Array, at: number, end: number, section: readonly number[]) {
  const changed = new Uint8Array(at + section.length + wasm.length - end);
  changed.set(wasm.subarray(0, at));
  changed.set(section, at);
  changed.set(wasm.subarray(end), at + section.length);
  return changed;
}
