import { ByteWriter } from './byte-writer.js';
import { EmbedError } from './errors.js';

/** One section of a wasm file. Both views share the file's memory. */
export interface WasmSection {
  readonly id: number;
  /** Name of a custom section (id 0). */
  readonly name?: string;
  /** Content: for a custom section what follows its name. */
  readonly data: Uint8Array;
  /** The whole section as it stands in the file, header included. */
  readonly raw: Uint8Array;
}

/** Magic number and version 1. */
export const WASM_HEADER = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/** A LEB128-encoded u32 has at most five bytes. */
const MAX_U32_BYTES = 5;

/**
 * Splits a wasm file into its sections; nothing inside them is judged.
 * @throws EmbedError `NOT_WASM`, or `SECTION_MALFORMED` when a length points outside of the file
 */
export function readSections(bytes: Uint8Array): WasmSection[] {
  if (WASM_HEADER.some((byte, i) => bytes[i] !== byte)) {
    throw new EmbedError(
      'NOT_WASM',
      'not a wasm module: it does not begin with the header of wasm version 1',
    );
  }
  const sections: WasmSection[] = [];
  for (let at = WASM_HEADER.length; at < bytes.length; ) {
    const section = readSection(bytes, at);
    sections.push(section);
    at += section.raw.length;
  }
  return sections;
}

/** Bytes of a custom section. */
export function customSection(name: string, data: Uint8Array): Uint8Array {
  const nameBytes = new TextEncoder().encode(name);
  const body = new ByteWriter().uleb(nameBytes.length).bytes(nameBytes).bytes(data).finish();
  return new ByteWriter().byte(0).uleb(body.length).bytes(body).finish();
}

function readSection(bytes: Uint8Array, start: number): WasmSection {
  const id = bytes[start]!;
  const size = readU32(bytes, start + 1, bytes.length);
  const end = size.next + size.value;
  if (end > bytes.length) {
    throw malformed(start, `it claims ${size.value} bytes, the file has ${bytes.length - size.next} left`);
  }
  const raw = bytes.subarray(start, end);
  if (id !== 0) return { id, data: bytes.subarray(size.next, end), raw };
  const nameSize = readU32(bytes, size.next, end);
  const nameEnd = nameSize.next + nameSize.value;
  if (nameEnd > end) throw malformed(start, 'its name is longer than the section');
  return {
    id,
    name: new TextDecoder().decode(bytes.subarray(nameSize.next, nameEnd)),
    data: bytes.subarray(nameEnd, end),
    raw,
  };
}

function readU32(bytes: Uint8Array, at: number, end: number): { value: number; next: number } {
  let value = 0;
  for (let i = 0; i < MAX_U32_BYTES && at + i < end; i++) {
    const byte = bytes[at + i]!;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, next: at + i + 1 };
  }
  throw malformed(at, 'a length does not end');
}

function malformed(offset: number, why: string): EmbedError {
  return new EmbedError('SECTION_MALFORMED', `section at byte ${offset} is malformed: ${why}`);
}
