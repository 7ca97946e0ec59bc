import { JsonFloat, type JsonValue } from '@noctiluca/marine/json';

const utf8 = new TextEncoder();

/** Strings up to this many UTF-16 units are encoded in place, where room for the worst case is cheap. */
const IN_PLACE_UNITS = 16 * 1024;

const U64_MAX = 18446744073709551615n;
const I64_MIN = -9223372036854775808n;

/** Writes MessagePack as rmp_serde does: shortest integers, floats always 64 bits. Lone surrogates become U+FFFD. */
export class MsgpackWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #at = 0;

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** What was written; a view, valid until the next write. */
  written(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#at);
  }

  /** Bytes as they are, without a header. */
  raw(bytes: ArrayLike<number>): this {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
    return this;
  }

  /** @throws TypeError for an integer beyond 64 bits */
  value(value: JsonValue): this {
    switch (typeof value) {
      case 'string':
        return this.string(value);
      case 'number':
        return Number.isSafeInteger(value) ? this.integer(value) : this.float(value);
      case 'bigint':
        return this.integer(value);
      case 'boolean':
        return this.#u8(value ? 0xc3 : 0xc2);
      default:
        return value === null ? this.#u8(0xc0) : this.#container(value);
    }
  }

  mapHeader(entries: number): this {
    return this.#header(entries, 0x80, 0x0f, [0xde, 0xdf]);
  }

  arrayHeader(items: number): this {
    return this.#header(items, 0x90, 0x0f, [0xdc, 0xdd]);
  }

  string(text: string): this {
    if (text.length > IN_PLACE_UNITS) return this.#encoded(utf8.encode(text));
    this.#reserve(5 + text.length * 3);
    // The header's size depends on the byte length, which for text of few units is known only after encoding it.
    const guess = stringHeaderSize(text.length);
    const { written } = utf8.encodeInto(text, this.#bytes.subarray(this.#at + guess));
    const size = stringHeaderSize(written);
    if (size !== guess) this.#bytes.copyWithin(this.#at + size, this.#at + guess, this.#at + guess + written);
    this.#stringHeader(written);
    this.#at += written;
    return this;
  }

  bytes(bytes: Uint8Array): this {
    if (bytes.length < 0x100) this.#u8(0xc4).#u8(bytes.length);
    else if (bytes.length < 0x1_0000) this.#u8(0xc5).#u16(bytes.length);
    else this.#u8(0xc6).#u32(bytes.length);
    return this.raw(bytes);
  }

  float(value: number): this {
    this.#u8(0xcb);
    this.#reserve(8);
    this.#view.setFloat64(this.#at, value);
    this.#at += 8;
    return this;
  }

  integer(value: number | bigint): this {
    if (value > U64_MAX || value < I64_MIN) throw new TypeError(`integer ${value} does not fit 64 bits`);
    return value < 0 ? this.#negative(value) : this.#positive(value);
  }

  #container(value: JsonFloat | readonly JsonValue[] | { readonly [key: string]: JsonValue }): this {
    if (value instanceof JsonFloat) return this.float(value.value);
    if (isArray(value)) {
      this.arrayHeader(value.length);
      for (const item of value) this.value(item);
      return this;
    }
    const entries = Object.entries(value);
    this.mapHeader(entries.length);
    for (const [key, field] of entries) this.string(key).value(field);
    return this;
  }

  #positive(value: number | bigint): this {
    if (value < 0x80) return this.#u8(Number(value));
    if (value < 0x100) return this.#u8(0xcc).#u8(Number(value));
    if (value < 0x1_0000) return this.#u8(0xcd).#u16(Number(value));
    if (value < 0x1_0000_0000) return this.#u8(0xce).#u32(Number(value));
    this.#u8(0xcf).#reserve(8);
    this.#view.setBigUint64(this.#at, BigInt(value));
    this.#at += 8;
    return this;
  }

  #negative(value: number | bigint): this {
    if (value >= -0x20) return this.#u8(Number(value) & 0xff);
    if (value >= -0x80) return this.#u8(0xd0).#u8(Number(value) & 0xff);
    if (value >= -0x8000) return this.#u8(0xd1).#u16(Number(value) & 0xffff);
    if (value >= -0x8000_0000) return this.#u8(0xd2).#u32(Number(value) >>> 0);
    this.#u8(0xd3).#reserve(8);
    this.#view.setBigInt64(this.#at, BigInt(value));
    this.#at += 8;
    return this;
  }

  #encoded(bytes: Uint8Array): this {
    this.#reserve(5);
    this.#stringHeader(bytes.length);
    return this.raw(bytes);
  }

  #stringHeader(length: number): void {
    if (length < 0x20) this.#u8(0xa0 | length);
    else if (length < 0x100) this.#u8(0xd9).#u8(length);
    else if (length < 0x1_0000) this.#u8(0xda).#u16(length);
    else this.#u8(0xdb).#u32(length);
  }

  #header(count: number, fixed: number, fixedMax: number, [tag16, tag32]: [number, number]): this {
    if (count <= fixedMax) return this.#u8(fixed | count);
    return count < 0x1_0000 ? this.#u8(tag16).#u16(count) : this.#u8(tag32).#u32(count);
  }

  #u8(value: number): this {
    this.#reserve(1);
    this.#bytes[this.#at] = value;
    this.#at += 1;
    return this;
  }

  #u16(value: number): this {
    this.#reserve(2);
    this.#view.setUint16(this.#at, value);
    this.#at += 2;
    return this;
  }

  #u32(value: number): this {
    this.#reserve(4);
    this.#view.setUint32(this.#at, value);
    this.#at += 4;
    return this;
  }

  #reserve(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#at + length, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

function stringHeaderSize(length: number): number {
  if (length < 0x20) return 1;
  if (length < 0x100) return 2;
  return length < 0x1_0000 ? 3 : 5;
}

function isArray(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
