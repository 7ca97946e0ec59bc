import type { ByteReader } from '../wasm/byte-reader.js';

/** What the rewriting has to know of one instruction. */
export type Effect =
  | 'none'
  | 'block'
  | 'loop'
  | 'else'
  | 'end'
  /** Handles as many bytes or elements as the i32 on top of the stack says. */
  | 'bulk'
  | 'memory.grow'
  | 'table.grow';

/** Thrown for an instruction outside the known set; the module then runs unchanged, on a thread of its own. */
export class UnknownInstruction extends Error {
  override readonly name = 'UnknownInstruction';
}

const unknown = (opcode: string): never => {
  throw new UnknownInstruction(`instruction ${opcode} is not known to the metering`);
};

const ONE_INDEX = new Set([0x0c, 0x0d, 0x10, 0x12, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0xd2]);
const NOTHING = new Set([0x00, 0x01, 0x0f, 0x1a, 0x1b, 0xd1]);

/**
 * Reads one instruction of WebAssembly 2.0 (MVP, sign extension, saturating conversions, multi-value, bulk memory,
 * reference types, 128-bit SIMD) and tail calls.
 * @throws UnknownInstruction, MarineError `WASM_MALFORMED`
 */
export function readInstruction(reader: ByteReader): Effect {
  const opcode = reader.u8('opcode');
  if (opcode >= 0x45 && opcode <= 0xc4) return 'none';
  if (opcode >= 0x28 && opcode <= 0x3e) return memoryArgument(reader);
  if (ONE_INDEX.has(opcode)) return indices(reader, 1);
  if (NOTHING.has(opcode)) return 'none';
  switch (opcode) {
    case 0x02:
    case 0x04:
      skipLeb(reader);
      return 'block';
    case 0x03:
      skipLeb(reader);
      return 'loop';
    case 0x05:
      return 'else';
    case 0x0b:
      return 'end';
    case 0x0e:
      return indices(reader, reader.count('branch targets') + 1);
    case 0x11:
    case 0x13:
      return indices(reader, 2);
    case 0x1c:
      return indices(reader, reader.count('types'));
    case 0x3f:
      return firstMemory(reader, 'none');
    case 0x40:
      return firstMemory(reader, 'memory.grow');
    case 0x41:
    case 0x42:
    case 0xd0:
      skipLeb(reader);
      return 'none';
    case 0x43:
      return bytes(reader, 4);
    case 0x44:
      return bytes(reader, 8);
    case 0xfc:
      return miscellaneous(reader);
    case 0xfd:
      return vector(reader);
    default:
      return unknown(`0x${opcode.toString(16)}`);
  }
}

const TABLE_GROW = 15;

function miscellaneous(reader: ByteReader): Effect {
  const code = reader.u32('opcode');
  if (code <= 7) return 'none';
  if (code === 8) {
    indices(reader, 1);
    return firstMemory(reader, 'bulk');
  }
  if (code === 10) {
    firstMemory(reader, 'bulk');
    return firstMemory(reader, 'bulk');
  }
  if (code === 11) return firstMemory(reader, 'bulk');
  if (code === 9 || code === 13 || code === 16) return indices(reader, 1);
  if (code === 12 || code === 14) return indices(reader, 2, 'bulk');
  if (code === TABLE_GROW) return indices(reader, 1, 'table.grow');
  return code === 17 ? indices(reader, 1, 'bulk') : unknown(`0xfc ${code}`);
}

const LAST_SIMD = 0xff;

function vector(reader: ByteReader): Effect {
  const code = reader.u32('opcode');
  if (code <= 11 || code === 92 || code === 93) return memoryArgument(reader);
  if (code === 12 || code === 13) return bytes(reader, 16);
  if (code >= 21 && code <= 34) return bytes(reader, 1);
  if (code >= 84 && code <= 91) {
    memoryArgument(reader);
    return bytes(reader, 1);
  }
  return code <= LAST_SIMD ? 'none' : unknown(`0xfd ${code}`);
}

/** Bit 6 of the alignment would name another memory. */
const OTHER_MEMORY = 0x40;

function memoryArgument(reader: ByteReader): Effect {
  if (reader.u32('alignment') >= OTHER_MEMORY) unknown('with a memory index');
  reader.u32('offset');
  return 'none';
}

function firstMemory(reader: ByteReader, effect: Effect): Effect {
  return reader.u8('memory index') === 0 ? effect : unknown('with a memory index');
}

function indices(reader: ByteReader, count: number, effect: Effect = 'none'): Effect {
  for (let i = 0; i < count; i++) reader.u32('index');
  return effect;
}

function bytes(reader: ByteReader, length: number): Effect {
  reader.skip(length, 'immediate');
  return 'none';
}

function skipLeb(reader: ByteReader): void {
  reader.uleb('immediate', 10);
}
