/** Content bytes after a head 0xc0..0xdf; -1 where a length follows or the byte starts nothing. */
const FIXED_LENGTHS: readonly number[] = [
  ...[0, -1, 0, 0, -1, -1, -1, -1, -1, -1, 4, 8, 1, 2, 4, 8],
  ...[1, 2, 4, 8, 2, 3, 5, 9, 17, -1, -1, -1, -1, -1, -1, -1],
];

/**
 * A cursor over one MessagePack document that somebody else wrote. Every announced length is compared with the bytes that
 * are left before anything is allocated, so that memory never exceeds a small multiple of the input; what values mean, and
 * which errors are thrown, is said by who extends it (docs/adr/024-messagepack.md).
 */
export abstract class MsgpackReader {
  protected readonly source: Uint8Array;
  protected readonly limit: number;
  protected at: number;

  constructor(source: Uint8Array, start = 0) {
    this.source = source;
    this.limit = source.length;
    this.at = start;
  }

  /** The bytes are no MessagePack, or end early. */
  protected abstract malformed(what: string): Error;

  /** The next value, which begins with `tag`, is not `expected`. */
  protected abstract wrongType(expected: string, tag: number): Error;

  /** Bytes not read yet. */
  get remaining(): number {
    return this.limit - this.at;
  }

  /** Number of entries; each takes two bytes at least. */
  mapHeader(): number {
    const tag = this.byte();
    if ((tag & 0xf0) === 0x80) return this.counted(tag & 0x0f, 2);
    if (tag === 0xde) return this.counted(this.u16(), 2);
    if (tag === 0xdf) return this.counted(this.u32(), 2);
    throw this.wrongType('a map', tag);
  }

  /** Number of items. */
  arrayHeader(): number {
    const tag = this.byte();
    if ((tag & 0xf0) === 0x90) return this.counted(tag & 0x0f, 1);
    if (tag === 0xdc) return this.counted(this.u16(), 1);
    if (tag === 0xdd) return this.counted(this.u32(), 1);
    throw this.wrongType('an array', tag);
  }

  /**
   * Reads over one value of any shape. Counts open items instead of recursing: nesting costs no stack and no memory,
   * and the work is bounded by the input because every item takes at least one byte.
   */
  skip(): void {
    let open = 1;
    while (open > 0) {
      open += this.skipHead() - 1;
      if (open > this.remaining) throw this.tooShort(open);
    }
  }

  /** Reads one head with its scalar content; returns how many values follow inside it. */
  protected skipHead(): number {
    const tag = this.byte();
    if (tag < 0x80 || tag >= 0xe0) return 0;
    if (tag < 0x90) return (tag & 0x0f) * 2;
    if (tag < 0xa0) return tag & 0x0f;
    if (tag < 0xc0) return this.advance(tag & 0x1f);
    if (tag === 0xdc) return this.u16();
    if (tag === 0xdd) return this.u32();
    if (tag === 0xde) return this.u16() * 2;
    if (tag === 0xdf) return this.u32() * 2;
    return this.advance(this.#scalarLength(tag));
  }

  #scalarLength(tag: number): number {
    const fixed = FIXED_LENGTHS[tag - 0xc0]!;
    if (fixed >= 0) return fixed;
    if (tag === 0xc1) throw this.malformed(`byte 0xc1 starts no MessagePack value`);
    const isExtension = tag >= 0xc7 && tag <= 0xc9;
    // Of bytes, extensions and strings there are three, by the size of their length.
    const size = (tag - (tag >= 0xd9 ? 0xd9 : isExtension ? 0xc7 : 0xc4)) as 0 | 1 | 2;
    return this.#length(size) + (isExtension ? 1 : 0);
  }

  #length(size: number): number {
    return size === 0 ? this.byte() : size === 1 ? this.u16() : this.u32();
  }

  /** Consumes the head of a string when there is one; -1, and nothing consumed, otherwise. Its content is known to be there. */
  protected stringLength(): number {
    const tag = this.peek();
    if ((tag & 0xe0) !== 0xa0 && (tag < 0xd9 || tag > 0xdb)) return -1;
    this.at++;
    const length = tag < 0xd9 ? tag & 0x1f : this.#length(tag - 0xd9);
    this.ensure(length);
    return length;
  }

  /** The same of bytes. */
  protected binaryLength(): number {
    const tag = this.peek();
    if (tag < 0xc4 || tag > 0xc6) return -1;
    this.at++;
    const length = this.#length(tag - 0xc4);
    this.ensure(length);
    return length;
  }

  /** A view of the next bytes, which are known to be there, and goes past them. */
  protected view(length: number): Uint8Array {
    this.at += length;
    return this.source.subarray(this.at - length, this.at);
  }

  protected counted(count: number, bytesEach: number): number {
    if (count * bytesEach <= this.limit - this.at) return count;
    throw this.malformed(`${count} entries are announced, ${this.remaining} bytes remain`);
  }

  protected peek(): number {
    this.ensure(1);
    return this.source[this.at]!;
  }

  protected byte(): number {
    this.ensure(1);
    return this.source[this.at++]!;
  }

  protected u16(): number {
    this.ensure(2);
    const value = this.source[this.at]! * 0x100 + this.source[this.at + 1]!;
    this.at += 2;
    return value;
  }

  protected u32(): number {
    const high = this.u16();
    return high * 0x1_0000 + this.u16();
  }

  protected advance(length: number): 0 {
    this.ensure(length);
    this.at += length;
    return 0;
  }

  protected ensure(length: number): void {
    if (length > this.limit - this.at) throw this.tooShort(length);
  }

  protected tooShort(needed: number): Error {
    return this.malformed(`${needed} more bytes are announced, ${this.remaining} remain`);
  }
}
