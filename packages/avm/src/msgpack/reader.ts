import { MsgpackReader } from '@noctiluca/common/msgpack-reader';
import { type JsonValue, jsonFloat } from '@noctiluca/marine/json';
import { MAX_MSGPACK_DEPTH } from '../constants.js';
import { AvmError } from '../errors.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads MessagePack the way AIR needs it: integers and floats stay apart and 64-bit integers are exact. Byte strings and
 * extensions are no JSON. All methods throw `AvmError` with code `AVM_MALFORMED_OUTCOME`.
 */
export class ValueReader extends MsgpackReader {
  readonly #view: DataView;

  constructor(source: Uint8Array, start = 0) {
    super(source, start);
    this.#view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  }

  protected malformed(what: string, cause?: unknown): AvmError {
    const text = `AquaVM sent MessagePack that can't be read: ${what}`;
    return new AvmError('AVM_MALFORMED_OUTCOME', text, { cause });
  }

  protected wrongType(expected: string, tag: number): AvmError {
    return this.malformed(`expected ${expected} at byte ${this.at - 1}, found tag 0x${tag.toString(16)}`);
  }

  /** @throws when bytes are left */
  end(): void {
    if (this.remaining > 0) throw this.malformed(`${this.remaining} bytes after the value`);
  }

  value(depth = 0): JsonValue {
    const tag = this.peek();
    if (tag < 0x80) return this.byte();
    if (tag < 0x90 || tag === 0xde || tag === 0xdf) return this.#map(depth);
    if (tag < 0xa0 || tag === 0xdc || tag === 0xdd) return this.#array(depth);
    if (tag < 0xc0) return this.string();
    if (tag >= 0xe0) return this.byte() - 0x100;
    return tag >= 0xd9 ? this.string() : this.#scalar();
  }

  /**
   * How many values the next one consists of, itself and the keys of maps included; goes past it. Counting ends beyond
   * `limit`, somewhere inside the value.
   */
  countValues(limit: number): number {
    let count = 0;
    for (let pending = 1; pending > 0 && count <= limit; pending -= 1) {
      count += 1;
      const tag = this.peek();
      // Bytes and extensions are no values.
      if ((tag >= 0xc4 && tag <= 0xc9) || (tag >= 0xd4 && tag <= 0xd8))
        throw this.wrongType('a value', this.byte());
      pending += this.counted(this.skipHead(), 1);
    }
    return count;
  }

  string(): string {
    const length = this.stringLength();
    if (length < 0) throw this.wrongType('a string', this.byte());
    const bytes = this.view(length);
    try {
      return utf8.decode(bytes);
    } catch (cause) {
      throw this.malformed(`a string before byte ${this.at} is not UTF-8`, cause);
    }
  }

  /** A view of the bytes, not a copy. */
  bytes(): Uint8Array {
    const length = this.binaryLength();
    if (length < 0) throw this.wrongType('bytes', this.byte());
    return this.view(length);
  }

  unsigned32(): number {
    const value = this.value();
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff)
      return value;
    throw this.malformed(`expected a 32-bit unsigned integer before byte ${this.at}`);
  }

  #scalar(): JsonValue {
    const tag = this.byte();
    switch (tag) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xca:
        return jsonFloat(this.#view.getFloat32(this.#past(4)));
      case 0xcb:
        return jsonFloat(this.#view.getFloat64(this.#past(8)));
      default:
        return this.#integer(tag);
    }
  }

  #integer(tag: number): JsonValue {
    switch (tag) {
      case 0xcc:
        return this.byte();
      case 0xcd:
        return this.u16();
      case 0xce:
        return this.u32();
      case 0xcf:
        return shortest(this.#view.getBigUint64(this.#past(8)));
      case 0xd0:
        return this.#view.getInt8(this.#past(1));
      case 0xd1:
        return this.#view.getInt16(this.#past(2));
      case 0xd2:
        return this.#view.getInt32(this.#past(4));
      case 0xd3:
        return shortest(this.#view.getBigInt64(this.#past(8)));
      default:
        throw this.wrongType('a value', tag);
    }
  }

  #array(depth: number): JsonValue {
    const length = this.arrayHeader();
    const inner = this.#deeper(depth);
    const items: JsonValue[] = [];
    for (let i = 0; i < length; i += 1) items.push(this.value(inner));
    return items;
  }

  #map(depth: number): JsonValue {
    const length = this.mapHeader();
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
    throw this.malformed(`more than ${MAX_MSGPACK_DEPTH} arrays and maps inside each other`);
  }

  /** Where the next bytes begin. */
  #past(length: number): number {
    this.advance(length);
    return this.at - length;
  }
}

function shortest(value: bigint): number | bigint {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : value;
}
