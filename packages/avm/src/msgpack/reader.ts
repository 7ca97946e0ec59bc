import { type JsonValue, jsonFloat } from '@noctiluca/marine/json';
import { MAX_MSGPACK_DEPTH } from '../constants.js';
import { AvmError } from '../errors.js';

/** Bytes of numbers after their tag. */
const SCALAR_BYTES: Readonly<Record<number, number>> = {
  202: 4,
  203: 8,
  204: 1,
  205: 2,
  206: 4,
  207: 8,
  208: 1,
  209: 2,
  210: 4,
  211: 8,
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads MessagePack the way AIR needs it: integers and floats stay apart and 64-bit integers are exact. Every length
 * is checked against the bytes that are left before anything is allocated. Byte strings and extensions are no JSON.
 * All methods throw `AvmError` with code `AVM_MALFORMED_OUTCOME`.
 */
export class MsgpackReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at: number;

  constructor(bytes: Uint8Array, start = 0) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = start;
  }

  /** @throws when bytes are left */
  end(): void {
    const left = this.#bytes.length - this.#at;
    if (left > 0) throw malformed(`${left} bytes after the value`);
  }

  value(depth = 0): JsonValue {
    const tag = this.#u8();
    if (tag < 0x80) return tag;
    if (tag < 0x90) return this.#map(tag & 0x0f, depth);
    if (tag < 0xa0) return this.#array(tag & 0x0f, depth);
    if (tag < 0xc0) return this.#text(tag & 0x1f);
    if (tag >= 0xe0) return tag - 0x100;
    return this.#tagged(tag, depth);
  }

  /**
   * How many values the next one consists of, itself and the keys of maps included; goes past it. Counting ends beyond
   * `limit`, somewhere inside the value.
   */
  countValues(limit: number): number {
    let count = 0;
    for (let pending = 1; pending > 0 && count <= limit; pending -= 1) {
      count += 1;
      pending += this.#skipValue();
    }
    return count;
  }

  /** @returns how many values follow that belong to this one */
  #skipValue(): number {
    const tag = this.#u8();
    if (tag < 0x80 || tag >= 0xe0) return 0;
    if (tag < 0x90) return 2 * this.#count(tag & 0x0f, 2);
    if (tag < 0xa0) return this.#count(tag & 0x0f, 1);
    if (tag < 0xc0) return this.#skipped(tag & 0x1f);
    if (tag < 0xd4) return this.#skipped(SCALAR_BYTES[tag] ?? 0);
    if (tag === 0xd9) return this.#skipped(this.#u8());
    if (tag === 0xda) return this.#skipped(this.#u16());
    if (tag === 0xdb) return this.#skipped(this.#u32());
    if (tag === 0xdc || tag === 0xdd) return this.#count(tag === 0xdc ? this.#u16() : this.#u32(), 1);
    if (tag === 0xde || tag === 0xdf) return 2 * this.#count(tag === 0xde ? this.#u16() : this.#u32(), 2);
    throw this.#unexpected(tag, 'a value');
  }

  #skipped(length: number): 0 {
    this.#skip(length);
    return 0;
  }

  /** Number of entries; each takes at least two bytes. */
  mapHeader(): number {
    const tag = this.#u8();
    if (tag >= 0x80 && tag < 0x90) return this.#count(tag & 0x0f, 2);
    if (tag === 0xde) return this.#count(this.#u16(), 2);
    if (tag === 0xdf) return this.#count(this.#u32(), 2);
    throw this.#unexpected(tag, 'a map');
  }

  arrayHeader(): number {
    const tag = this.#u8();
    if (tag >= 0x90 && tag < 0xa0) return this.#count(tag & 0x0f, 1);
    if (tag === 0xdc) return this.#count(this.#u16(), 1);
    if (tag === 0xdd) return this.#count(this.#u32(), 1);
    throw this.#unexpected(tag, 'an array');
  }

  string(): string {
    const tag = this.#u8();
    if (tag >= 0xa0 && tag < 0xc0) return this.#text(tag & 0x1f);
    if (tag === 0xd9) return this.#text(this.#u8());
    if (tag === 0xda) return this.#text(this.#u16());
    if (tag === 0xdb) return this.#text(this.#u32());
    throw this.#unexpected(tag, 'a string');
  }

  /** A view of the bytes, not a copy. */
  bytes(): Uint8Array {
    const tag = this.#u8();
    if (tag === 0xc4) return this.#take(this.#u8());
    if (tag === 0xc5) return this.#take(this.#u16());
    if (tag === 0xc6) return this.#take(this.#u32());
    throw this.#unexpected(tag, 'bytes');
  }

  unsigned32(): number {
    const value = this.value();
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff)
      return value;
    throw malformed(`expected a 32-bit unsigned integer before byte ${this.#at}`);
  }

  #tagged(tag: number, depth: number): JsonValue {
    switch (tag) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xca:
        return jsonFloat(this.#view.getFloat32(this.#skip(4)));
      case 0xcb:
        return jsonFloat(this.#view.getFloat64(this.#skip(8)));
      case 0xd9:
        return this.#text(this.#u8());
      case 0xda:
        return this.#text(this.#u16());
      case 0xdb:
        return this.#text(this.#u32());
      case 0xdc:
        return this.#array(this.#u16(), depth);
      case 0xdd:
        return this.#array(this.#u32(), depth);
      case 0xde:
        return this.#map(this.#u16(), depth);
      case 0xdf:
        return this.#map(this.#u32(), depth);
      default:
        return this.#integer(tag);
    }
  }

  #integer(tag: number): JsonValue {
    switch (tag) {
      case 0xcc:
        return this.#u8();
      case 0xcd:
        return this.#u16();
      case 0xce:
        return this.#u32();
      case 0xcf:
        return shortest(this.#view.getBigUint64(this.#skip(8)));
      case 0xd0:
        return this.#view.getInt8(this.#skip(1));
      case 0xd1:
        return this.#view.getInt16(this.#skip(2));
      case 0xd2:
        return this.#view.getInt32(this.#skip(4));
      case 0xd3:
        return shortest(this.#view.getBigInt64(this.#skip(8)));
      default:
        throw this.#unexpected(tag, 'a value');
    }
  }

  #array(length: number, depth: number): JsonValue {
    this.#count(length, 1);
    const inner = this.#deeper(depth);
    const items: JsonValue[] = [];
    for (let i = 0; i < length; i += 1) items.push(this.value(inner));
    return items;
  }

  #map(length: number, depth: number): JsonValue {
    this.#count(length, 2);
    const inner = this.#deeper(depth);
    const fields: Record<string, JsonValue> = {};
    for (let i = 0; i < length; i += 1) {
      const key = this.string();
      const value = this.value(inner);
      if (key !== '__proto__') fields[key] = value;
      else
        Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
    }
    return fields;
  }

  #deeper(depth: number): number {
    if (depth < MAX_MSGPACK_DEPTH) return depth + 1;
    throw malformed(`more than ${MAX_MSGPACK_DEPTH} arrays and maps inside each other`);
  }

  #text(length: number): string {
    const bytes = this.#take(length);
    try {
      return utf8.decode(bytes);
    } catch (cause) {
      throw malformed(`a string before byte ${this.#at} is not UTF-8`, cause);
    }
  }

  #count(count: number, bytesEach: number): number {
    const left = this.#bytes.length - this.#at;
    if (count * bytesEach <= left) return count;
    throw malformed(`${count} entries announced where ${left} bytes are left`);
  }

  #take(length: number): Uint8Array {
    const start = this.#skip(length);
    return this.#bytes.subarray(start, start + length);
  }

  #skip(length: number): number {
    const start = this.#at;
    if (length > this.#bytes.length - start) {
      throw malformed(`${length} bytes needed at ${start} where ${this.#bytes.length - start} are left`);
    }
    this.#at = start + length;
    return start;
  }

  #u8(): number {
    return this.#view.getUint8(this.#skip(1));
  }

  #u16(): number {
    return this.#view.getUint16(this.#skip(2));
  }

  #u32(): number {
    return this.#view.getUint32(this.#skip(4));
  }

  #unexpected(tag: number, expected: string): AvmError {
    return malformed(`expected ${expected} at byte ${this.#at - 1}, found tag 0x${tag.toString(16)}`);
  }
}

function shortest(value: bigint): number | bigint {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : value;
}

function malformed(what: string, cause?: unknown): AvmError {
  return new AvmError('AVM_MALFORMED_OUTCOME', `AquaVM sent MessagePack that can't be read: ${what}`, {
    cause,
  });
}
