import { textHeadSize } from './sizes.js';

const utf8 = new TextEncoder();

/** Strings up to this many UTF-16 units are encoded in place, where room for the worst case is cheap. */
const IN_PLACE_UNITS = 16 * 1024;
/** Up to this many bytes are copied one by one: peer ids (52) and uuids (36) are shorter than what native code costs. */
const SHORT_BYTES = 64;

const U64_MAX = 18446744073709551615n;
const I64_MIN = -9223372036854775808n;

/**
 * Writes MessagePack as rmp_serde does: shortest integers, floats always 64 bits. Lone surrogates become U+FFFD.
 * Into bytes of its own, which grow, or into bytes that it is given and that have room.
 */
export class MsgpackWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #at: number;
  readonly #isOwn: boolean;

  /** @param into how many bytes to begin with, or where to write, from `at` on */
  constructor(into: number | Uint8Array<ArrayBuffer> = 256, at = 0) {
    this.#isOwn = typeof into === 'number';
    this.#bytes = typeof into === 'number' ? new Uint8Array(into) : into;
    this.#at = at;
  }

  /** Offset behind what was written. */
  get at(): number {
    return this.#at;
  }

  /** What was written; a view, valid until the next write. */
  written(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#at);
  }

  /** Bytes as they are, without a header. */
  raw(bytes: ArrayLike<number>): this {
    this.#reserve(bytes.length);
    if (bytes.length > SHORT_BYTES) this.#bytes.set(bytes, this.#at);
    else for (let i = 0; i < bytes.length; i++) this.#bytes[this.#at + i] = bytes[i]!;
    this.#at += bytes.length;
    return this;
  }

  nil(): this {
    return this.#u8(0xc0);
  }

  boolean(value: boolean): this {
    return this.#u8(value ? 0xc3 : 0xc2);
  }

  mapHeader(entries: number): this {
    return entries < 0x10 ? this.#u8(0x80 | entries) : this.#head(0xdd, entries);
  }

  arrayHeader(items: number): this {
    return items < 0x10 ? this.#u8(0x90 | items) : this.#head(0xdb, items);
  }

  string(text: string): this {
    if (text.length <= SHORT_BYTES && this.#ascii(text)) return this;
    if (text.length > IN_PLACE_UNITS) return this.#encoded(utf8.encode(text));
    this.#reserve(5 + text.length * 3);
    // The header's size depends on the byte length, which for text of few units is known only after encoding it.
    const guess = textHeadSize(text.length);
    const { written } = utf8.encodeInto(text, this.#bytes.subarray(this.#at + guess));
    const size = textHeadSize(written);
    if (size !== guess) this.#bytes.copyWithin(this.#at + size, this.#at + guess, this.#at + guess + written);
    this.#textHead(written);
    this.#at += written;
    return this;
  }

  /** A string whose UTF-8 length is known. */
  sizedString(text: string, length: number): this {
    if (length <= SHORT_BYTES && this.#ascii(text)) return this;
    this.#textHead(length);
    this.#reserve(length);
    utf8.encodeInto(text, this.#bytes.subarray(this.#at, this.#at + length));
    this.#at += length;
    return this;
  }

  bytes(bytes: Uint8Array): this {
    return this.#head(0xc4, bytes.length).raw(bytes);
  }

  float(value: number): this {
    this.#u8(0xcb);
    return this.#wide((view) => view.setFloat64(this.#at, value));
  }

  /** @throws TypeError beyond 64 bits */
  integer(value: number | bigint): this {
    // Most are small; comparing a number with a bigint costs more than all the rest.
    if (typeof value === 'number' && value >= 0 && value < 0x1_0000_0000) return this.#unsigned32(value);
    if (value > U64_MAX || value < I64_MIN) throw new TypeError(`integer ${value} does not fit 64 bits`);
    if (value < 0) return this.#negative(value);
    if (value < 0x1_0000_0000) return this.#unsigned32(Number(value));
    this.#u8(0xcf);
    if (typeof value === 'number' && Number.isSafeInteger(value))
      return this.#u32(Math.floor(value / 0x1_0000_0000)).#u32(value % 0x1_0000_0000);
    return this.#wide((view) => view.setBigUint64(this.#at, BigInt(value)));
  }

  #unsigned32(value: number): this {
    return value < 0x80 ? this.#u8(value) : this.#head(0xcc, value);
  }

  #negative(value: number | bigint): this {
    if (value >= -0x20) return this.#u8(Number(value) & 0xff);
    if (value >= -0x80) return this.#u8(0xd0).#u8(Number(value) & 0xff);
    if (value >= -0x8000) return this.#u8(0xd1).#u16(Number(value) & 0xffff);
    if (value >= -0x8000_0000) return this.#u8(0xd2).#u32(Number(value) >>> 0);
    this.#u8(0xd3);
    return this.#wide((view) => view.setBigInt64(this.#at, BigInt(value)));
  }

  /** Writes a short text of which each unit is a byte. @returns false, and nothing is written, when it is another */
  #ascii(text: string): boolean {
    const { length } = text;
    this.#reserve(2 + length);
    const start = this.#at + textHeadSize(length);
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) return false;
      this.#bytes[start + i] = unit;
    }
    this.#textHead(length);
    this.#at = start + length;
    return true;
  }

  #encoded(bytes: Uint8Array): this {
    this.#textHead(bytes.length);
    return this.raw(bytes);
  }

  #textHead(length: number): this {
    return length < 0x20 ? this.#u8(0xa0 | length) : this.#head(0xd9, length);
  }

  /** `tag8`, or one of the two tags after it, and `value` in 1, 2 or 4 bytes; arrays and maps have no `tag8`. */
  #head(tag8: number, value: number): this {
    if (value < 0x100 && tag8 !== 0xdb && tag8 !== 0xdd) return this.#u8(tag8).#u8(value);
    return value < 0x1_0000 ? this.#u8(tag8 + 1).#u16(value) : this.#u8(tag8 + 2).#u32(value);
  }

  #u8(value: number): this {
    this.#reserve(1);
    this.#bytes[this.#at++] = value;
    return this;
  }

  #u16(value: number): this {
    this.#reserve(2);
    this.#bytes[this.#at++] = value >>> 8;
    this.#bytes[this.#at++] = value;
    return this;
  }

  #u32(value: number): this {
    return this.#u16(value >>> 16).#u16(value & 0xffff);
  }

  #wide(write: (view: DataView) => void): this {
    this.#reserve(8);
    write(new DataView(this.#bytes.buffer, this.#bytes.byteOffset));
    this.#at += 8;
    return this;
  }

  #reserve(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    if (!this.#isOwn) throw new RangeError('what is written does not fit the bytes that were given');
    const grown = new Uint8Array(Math.max(this.#at + length, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = grown;
  }
}
