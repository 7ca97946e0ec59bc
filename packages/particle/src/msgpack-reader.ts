import { isUtf8 } from 'node:buffer';
import { ParticleError } from './errors.js';

/**
 * A cursor over one MessagePack document from an untrusted sender. Every announced length is compared with the bytes
 * that remain before anything is allocated, so the memory taken never exceeds a small multiple of the input.
 */
export class MsgpackReader {
  readonly #bytes: Buffer;
  readonly #end: number;
  #pos: number;

  constructor(bytes: Uint8Array, offset = 0) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#end = bytes.byteLength;
    this.#pos = offset;
  }

  /** Bytes not read yet. */
  get remaining(): number {
    return this.#end - this.#pos;
  }

  /** Reads a map header; returns the number of pairs. */
  mapSize(): number {
    const tag = this.#byte();
    let pairs: number;
    if ((tag & 0xf0) === 0x80) pairs = tag & 0x0f;
    else if (tag === 0xde) pairs = this.#u16();
    else if (tag === 0xdf) pairs = this.#u32();
    else throw wrongType('the particle', 'a map', tag);
    // A pair takes two bytes at least.
    this.#require(pairs * 2);
    return pairs;
  }

  /**
   * Reads a key and finds it among `names` (ASCII). Returns its index, or -1 for any other key, which is read over.
   * Compares bytes, so that keys of strangers never become strings.
   */
  key(names: readonly Uint8Array[]): number {
    const tag = this.#peek();
    const length = this.#strLength(tag);
    if (length < 0) {
      this.skip();
      return -1;
    }
    const start = this.#pos;
    this.#pos += length;
    for (let i = 0; i < names.length; i++) {
      const name = names[i]!;
      if (name.length === length && this.#matches(name, start)) return i;
    }
    return -1;
  }

  /** Reads a string of at most `maxBytes` UTF-8 bytes. */
  text(field: string, maxBytes = Number.POSITIVE_INFINITY): string {
    const tag = this.#peek();
    const length = this.#strLength(tag);
    if (length < 0) throw wrongType(field, 'a string', tag);
    if (length > maxBytes) {
      throw new ParticleError('FIELD_TOO_LONG', `${field} takes ${length} bytes, the limit is ${maxBytes}`);
    }
    const start = this.#pos;
    this.#pos += length;
    const end = this.#pos;
    const text = this.#bytes.toString('utf8', start, end);
    // Decoding puts U+FFFD for every fault, so the exact check is due only where one stands.
    if (text.includes('\ufffd') && !isUtf8(this.#bytes.subarray(start, end))) {
      throw new ParticleError('BAD_TEXT', `${field} is not valid UTF-8`);
    }
    return text;
  }

  /** Reads a non-negative integer in any integer form, up to `max` (a safe integer). */
  uint(field: string, max: number): number {
    const tag = this.#byte();
    if (tag < 0x80) return bounded(field, tag, max);
    switch (tag) {
      case 0xcc:
      case 0xd0:
        return bounded(field, tag === 0xcc ? this.#byte() : (this.#byte() << 24) >> 24, max);
      case 0xcd:
      case 0xd1:
        return bounded(field, tag === 0xcd ? this.#u16() : (this.#u16() << 16) >> 16, max);
      case 0xce:
      case 0xd2:
        return bounded(field, tag === 0xce ? this.#u32() : this.#u32() | 0, max);
      case 0xcf:
      case 0xd3:
        return bounded(field, this.#wide(tag === 0xd3), max);
    }
    if (tag >= 0xe0) return bounded(field, tag - 0x100, max);
    throw wrongType(field, 'an integer', tag);
  }

  /** Reads bytes written as `bin` or as an array of small integers; returns an exact copy with its own buffer. */
  binary(field: string): Uint8Array {
    const tag = this.#byte();
    switch (tag) {
      case 0xc4:
        return this.#copy(this.#byte());
      case 0xc5:
        return this.#copy(this.#u16());
      case 0xc6:
        return this.#copy(this.#u32());
      case 0xdc:
        return this.#intArray(field, this.#u16());
      case 0xdd:
        return this.#intArray(field, this.#u32());
    }
    if ((tag & 0xf0) === 0x90) return this.#intArray(field, tag & 0x0f);
    throw wrongType(field, 'binary or an array of bytes', tag);
  }

  /**
   * Reads over one value of any shape. Counts open items instead of recursing: nesting costs no stack and no memory,
   * and the work is bounded by the input because every item takes at least one byte.
   */
  skip(): void {
    let open = 1;
    while (open > 0) {
      open += this.#skipHead() - 1;
      if (open > this.remaining) throw tooShort(open, this.remaining);
    }
  }

  /** Reads one head with its scalar content; returns how many values follow inside it. */
  #skipHead(): number {
    const tag = this.#byte();
    if (tag < 0x80 || tag >= 0xe0) return 0;
    if (tag < 0x90) return (tag & 0x0f) * 2;
    if (tag < 0xa0) return tag & 0x0f;
    if (tag < 0xc0) return this.#advance(tag & 0x1f);
    if (tag === 0xdc) return this.#u16();
    if (tag === 0xdd) return this.#u32();
    if (tag === 0xde) return this.#u16() * 2;
    if (tag === 0xdf) return this.#u32() * 2;
    return this.#advance(this.#scalarLength(tag));
  }

  #scalarLength(tag: number): number {
    const fixed = FIXED_LENGTHS[tag - 0xc0]!;
    if (fixed >= 0) return fixed;
    switch (tag) {
      case 0xc4:
      case 0xd9:
        return this.#byte();
      case 0xc5:
      case 0xda:
        return this.#u16();
      case 0xc6:
      case 0xdb:
        return this.#u32();
      case 0xc7:
        return this.#byte() + 1;
      case 0xc8:
        return this.#u16() + 1;
      case 0xc9:
        return this.#u32() + 1;
    }
    throw new ParticleError('MALFORMED', `byte 0x${tag.toString(16)} starts no MessagePack value`);
  }

  /** Consumes a string head when there is one; -1 (nothing consumed) otherwise. The content is known to be there. */
  #strLength(tag: number): number {
    let length: number;
    if ((tag & 0xe0) === 0xa0) {
      length = tag & 0x1f;
      this.#pos++;
    } else if (tag >= 0xd9 && tag <= 0xdb) {
      this.#pos++;
      length = tag === 0xd9 ? this.#byte() : tag === 0xda ? this.#u16() : this.#u32();
    } else return -1;
    this.#require(length);
    return length;
  }

  #matches(name: Uint8Array, start: number): boolean {
    for (let i = 0; i < name.length; i++) {
      if (this.#bytes[start + i] !== name[i]) return false;
    }
    return true;
  }

  #copy(length: number): Uint8Array {
    this.#require(length);
    const copy = new Uint8Array(length);
    copy.set(this.#bytes.subarray(this.#pos, this.#pos + length));
    this.#pos += length;
    return copy;
  }

  /** The two forms that writers use, `00..7f` and `cc xx`, go by a short path: js-client sends megabytes so. */
  #intArray(field: string, count: number): Uint8Array {
    this.#require(count);
    const out = new Uint8Array(count);
    const bytes = this.#bytes;
    // An item may take two bytes, so the last byte of the input is left to the checked path.
    const last = this.#end - 1;
    let pos = this.#pos;
    for (let i = 0; i < count; i++) {
      const tag = pos < last ? bytes[pos]! : OTHER_FORM;
      if (tag < 0x80) {
        out[i] = tag;
        pos++;
      } else if (tag === 0xcc) {
        out[i] = bytes[pos + 1]!;
        pos += 2;
      } else {
        this.#pos = pos;
        out[i] = this.uint(field, 0xff);
        pos = this.#pos;
      }
    }
    this.#pos = pos;
    return out;
  }

  #wide(signed: boolean): number {
    const high = this.#u32();
    const low = this.#u32();
    if (signed && high > 0x7fff_ffff) return -1;
    return high * 0x1_0000_0000 + low;
  }

  #peek(): number {
    this.#require(1);
    return this.#bytes[this.#pos]!;
  }

  #byte(): number {
    this.#require(1);
    return this.#bytes[this.#pos++]!;
  }

  #u16(): number {
    this.#require(2);
    const value = this.#bytes[this.#pos]! * 0x100 + this.#bytes[this.#pos + 1]!;
    this.#pos += 2;
    return value;
  }

  #u32(): number {
    const high = this.#u16();
    return high * 0x1_0000 + this.#u16();
  }

  #advance(length: number): 0 {
    this.#require(length);
    this.#pos += length;
    return 0;
  }

  #require(length: number): void {
    if (length > this.#end - this.#pos) throw tooShort(length, this.remaining);
  }
}

/** Any byte that starts neither of the two common forms of an integer. */
const OTHER_FORM = 0xff;

/** Content bytes after a head 0xc0..0xdf; -1 where a length follows or the byte starts nothing. */
const FIXED_LENGTHS: readonly number[] = [
  ...[0, -1, 0, 0, -1, -1, -1, -1, -1, -1, 4, 8, 1, 2, 4, 8],
  ...[1, 2, 4, 8, 2, 3, 5, 9, 17, -1, -1, -1, -1, -1, -1, -1],
];

function bounded(field: string, value: number, max: number): number {
  if (value >= 0 && value <= max) return value;
  throw new ParticleError('OUT_OF_RANGE', `${field} must be an integer from 0 to ${max}`);
}

function tooShort(needed: number, remaining: number): ParticleError {
  return new ParticleError('MALFORMED', `${needed} more bytes are announced, ${remaining} remain`);
}

function wrongType(field: string, expected: string, tag: number): ParticleError {
  return new ParticleError(
    'WRONG_TYPE',
    `${field} must be ${expected}, found MessagePack 0x${tag.toString(16)}`,
  );
}
