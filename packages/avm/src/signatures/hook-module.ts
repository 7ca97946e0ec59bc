import { HOOKED_FUNCTIONS, IMPORTED_FUNCTIONS } from './hooked-functions.js';
import { readUleb, uleb } from './leb.js';
import { stubOf } from './stubs.js';

const HEADER_BYTES = 8;
const SECTION = { FUNCTION: 3, CODE: 10 };

/**
 * avm.wasm with stubs in place of the functions of `hooked-functions.ts`. Their code moves to the end, so that no index
 * changes; without a host that answers, the module does what it did.
 * @param wasm of the SHA-256 of `hooked-functions.ts`, which is not looked at here
 */
export function hookModule(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [wasm.subarray(0, HEADER_BYTES)];
  let functions = 0;
  for (let at = HEADER_BYTES; at < wasm.length; ) {
    const [length, start] = readUleb(wasm, at + 1);
    const section = entriesOf(wasm.subarray(start, start + length));
    if (wasm[at] === SECTION.FUNCTION) {
      functions = section.count;
      parts.push(...sectionOf(SECTION.FUNCTION, moreTypes(section)));
    } else if (wasm[at] === SECTION.CODE) {
      parts.push(...sectionOf(SECTION.CODE, moreBodies(section, IMPORTED_FUNCTIONS + functions)));
    } else parts.push(wasm.subarray(at, start + length));
    at = start + length;
  }
  return joined(parts);
}

/** The entries of a section that begins with their number. */
interface Entries {
  readonly count: number;
  readonly bytes: Uint8Array;
}

function entriesOf(section: Uint8Array): Entries {
  const [count, start] = readUleb(section, 0);
  return { count, bytes: section.subarray(start) };
}

/** Each function that moves keeps its type; the types of this module take a byte each. */
function moreTypes({ count, bytes }: Entries): Uint8Array[] {
  const types = HOOKED_FUNCTIONS.map(({ index }) => bytes[index - IMPORTED_FUNCTIONS]!);
  return [Uint8Array.from(uleb(count + types.length)), bytes, Uint8Array.from(types)];
}

function moreBodies({ count, bytes }: Entries, firstMoved: number): Uint8Array[] {
  const offsets = bodyOffsets(bytes, count);
  const parts: Uint8Array[] = [Uint8Array.from(uleb(count + HOOKED_FUNCTIONS.length))];
  const moved: Uint8Array[] = [];
  let copied = 0;
  for (const hooked of HOOKED_FUNCTIONS.toSorted((a, b) => a.index - b.index)) {
    const [start, end] = offsets.slice(hooked.index - IMPORTED_FUNCTIONS) as [number, number];
    const place = HOOKED_FUNCTIONS.findIndex(({ index }) => index === hooked.index);
    parts.push(bytes.subarray(copied, start), Uint8Array.from(stubOf(hooked, firstMoved + place)));
    moved[place] = bytes.subarray(start, end);
    copied = end;
  }
  return [...parts, bytes.subarray(copied), ...moved];
}

/** Where each body begins, and the last ends. */
function bodyOffsets(bytes: Uint8Array, count: number): number[] {
  const offsets = [0];
  for (let left = count; left > 0; left -= 1) {
    const [length, start] = readUleb(bytes, offsets.at(-1)!);
    offsets.push(start + length);
  }
  return offsets;
}

function sectionOf(id: number, parts: readonly Uint8Array[]): Uint8Array[] {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return [Uint8Array.of(id, ...uleb(length)), ...parts];
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
