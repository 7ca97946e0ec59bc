import { MarineError, type MarineErrorCode } from '../errors.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Cursor over untrusted bytes: every read is checked, every failure names the place. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly #code: MarineErrorCode;
  readonly #subject: string;
  offset: number;

  /** @param subject how messages begin, e.g. `IT section is corrupted` */
  constructor(bytes: Uint8Array, code: MarineErrorCode, subject: string, offset = 0, end = bytes.length) {
    this.bytes = bytes;
    this.offset = offset;
    this.end = end;
    this.#code = code;
    this.#subject = subject;
  }

  get remaining(): number {
    return this.end - this.offset;
  }

  fail(reason: string): never {
    throw new MarineError(this.#code, `${this.#subject}: ${reason} (offset ${this.offset})`);
  }

  /** A reader of the next `length` bytes, which this one skips. */
  slice(length: number, what: string): ByteReader {
    const start = this.offset;
    this.skip(length, what);
    return new ByteReader(this.bytes, this.#code, this.#subject, start, start + length);
  }

  skip(length: number, what: string): void {
    if (length > this.remaining) this.fail(`${what} needs ${length} bytes, ${this.remaining} are left`);
    this.offset += length;
  }

  u8(what: string): number {
    if (this.offset >= this.end) this.fail(`${what} is cut off`);
    return this.bytes[this.offset++]!;
  }

  take(length: number, what: string): Uint8Array {
    const start = this.offset;
    this.skip(length, what);
    return this.bytes.subarray(start, this.offset);
  }

  text(length: number, what: string): string {
    const bytes = this.take(length, what);
    try {
      return utf8.decode(bytes);
    } catch {
      return this.fail(`${what} is not UTF-8`);
    }
  }

  /** Unsigned LEB128 of at most `maxBytes` bytes. */
  uleb(what: string, maxBytes: number): bigint {
    let value = 0n;
    for (let i = 0; i < maxBytes; i++) {
      const byte = this.u8(what);
      value |= BigInt(byte & 0x7f) << BigInt(7 * i);
      if (byte < 0x80) return value;
    }
    return this.fail(`${what} is longer than ${maxBytes} bytes`);
  }

  /** Unsigned LEB128 that fits u32. */
  u32(what: string, maxBytes = 5): number {
    const value = this.uleb(what, maxBytes);
    if (value > 0xffff_ffffn) this.fail(`${what} ${value} does not fit 32 bits`);
    return Number(value);
  }

  /** Number of entries that follow; each takes at least `minBytes`, so a lying count fails before anything is built. */
  count(what: string, minBytes = 1, maxBytes = 5): number {
    const count = this.u32(`number of ${what}`, maxBytes);
    if (count * minBytes > this.remaining) this.fail(`${count} ${what} do not fit ${this.remaining} bytes`);
    return count;
  }
}
