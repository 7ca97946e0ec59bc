import { isUtf8 } from 'node:buffer';
import { MsgpackReader } from '@noctiluca/common/msgpack-reader';
import { ParticleError } from '../errors.js';

/** Reads the fields of a particle's payload, whose sender is not trusted; all methods throw `ParticleError`. */
export class ParticleReader extends MsgpackReader {
  readonly #buffer: Buffer;

  constructor(payload: Uint8Array, start = 0) {
    super(payload, start);
    this.#buffer = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  }

  protected malformed(what: string): ParticleError {
    return new ParticleError('MALFORMED', what);
  }

  protected wrongType(expected: string, tag: number): ParticleError {
    return wrongType('the particle', expected, tag);
  }

  /**
   * Reads a key and finds it among `names` (ASCII). Returns its index, or -1 for any other key, which is read over.
   * Compares bytes, so that keys of strangers never become strings.
   */
  key(names: readonly Uint8Array[]): number {
    const length = this.stringLength();
    if (length < 0) {
      this.skip();
      return -1;
    }
    const start = this.at;
    this.at += length;
    for (let i = 0; i < names.length; i++) {
      const name = names[i]!;
      if (name.length === length && this.#matches(name, start)) return i;
    }
    return -1;
  }

  /** Reads a string of at most `maxBytes` UTF-8 bytes. */
  text(field: string, maxBytes = Number.POSITIVE_INFINITY): string {
    const length = this.stringLength();
    if (length < 0) throw wrongType(field, 'a string', this.peek());
    if (length > maxBytes) {
      throw new ParticleError('FIELD_TOO_LONG', `${field} takes ${length} bytes, the limit is ${maxBytes}`);
    }
    const start = this.at;
    this.at += length;
    const end = this.at;
    const text = this.#buffer.toString('utf8', start, end);
    // Decoding puts U+FFFD for every fault, so the exact check is due only where one stands.
    if (text.includes('\ufffd') && !isUtf8(this.#buffer.subarray(start, end))) {
      throw new ParticleError('BAD_TEXT', `${field} is not valid UTF-8`);
    }
    return text;
  }

  /** Reads a non-negative integer in any integer form, up to `max` (a safe integer). */
  uint(field: string, max: number): number {
    const tag = this.byte();
    if (tag < 0x80) return bounded(field, tag, max);
    switch (tag) {
      case 0xcc:
      case 0xd0:
        return bounded(field, tag === 0xcc ? this.byte() : (this.byte() << 24) >> 24, max);
      case 0xcd:
      case 0xd1:
        return bounded(field, tag === 0xcd ? this.u16() : (this.u16() << 16) >> 16, max);
      case 0xce:
      case 0xd2:
        return bounded(field, tag === 0xce ? this.u32() : this.u32() | 0, max);
      case 0xcf:
      case 0xd3:
        return bounded(field, this.#wide(tag === 0xd3), max);
    }
    if (tag >= 0xe0) return bounded(field, tag - 0x100, max);
    throw wrongType(field, 'an integer', tag);
  }

  /** Reads bytes written as `bin` or as an array of small integers; returns an exact copy with its own buffer. */
  binary(field: string): Uint8Array {
    const length = this.binaryLength();
    if (length >= 0) return this.#copy(length);
    const tag = this.peek();
    if ((tag & 0xf0) !== 0x90 && tag !== 0xdc && tag !== 0xdd)
      throw wrongType(field, 'binary or an array of bytes', tag);
    return this.#intArray(field, this.arrayHeader());
  }

  #matches(name: Uint8Array, start: number): boolean {
    for (let i = 0; i < name.length; i++) {
      if (this.source[start + i] !== name[i]) return false;
    }
    return true;
  }

  #copy(length: number): Uint8Array {
    this.ensure(length);
    const copy = new Uint8Array(length);
    copy.set(this.source.subarray(this.at, this.at + length));
    this.at += length;
    return copy;
  }

  /** The two forms that writers use, `00..7f` and `cc xx`, go by a short path: js-client sends megabytes so. */
  #intArray(field: string, count: number): Uint8Array {
    const out = new Uint8Array(count);
    const bytes = this.source;
    // An item may take two bytes, so the last byte of the input is left to the checked path.
    const last = this.limit - 1;
    let pos = this.at;
    for (let i = 0; i < count; i++) {
      const tag = pos < last ? bytes[pos]! : OTHER_FORM;
      if (tag < 0x80) {
        out[i] = tag;
        pos++;
      } else if (tag === 0xcc) {
        out[i] = bytes[pos + 1]!;
        pos += 2;
      } else {
        this.at = pos;
        out[i] = this.uint(field, 0xff);
        pos = this.at;
      }
    }
    this.at = pos;
    return out;
  }

  #wide(signed: boolean): number {
    const high = this.u32();
    const low = this.u32();
    if (signed && high > 0x7fff_ffff) return -1;
    return high * 0x1_0000_0000 + low;
  }
}

/** Any byte that starts neither of the two common forms of an integer. */
const OTHER_FORM = 0xff;

function bounded(field: string, value: number, max: number): number {
  if (value >= 0 && value <= max) return value;
  throw new ParticleError('OUT_OF_RANGE', `${field} must be an integer from 0 to ${max}`);
}

function wrongType(field: string, expected: string, tag: number): ParticleError {
  return new ParticleError(
    'WRONG_TYPE',
    `${field} must be ${expected}, found MessagePack 0x${tag.toString(16)}`,
  );
}
