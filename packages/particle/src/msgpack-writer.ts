/** Bytes that a MessagePack string of `length` UTF-8 bytes takes. */
export function textSize(length: number): number {
  return length + (length < 0x20 ? 1 : length < 0x100 ? 2 : length < 0x1_0000 ? 3 : 5);
}

/** Bytes that a MessagePack `bin` of `length` bytes takes. */
export function binarySize(length: number): number {
  return length + (length < 0x100 ? 2 : length < 0x1_0000 ? 3 : 5);
}

/** Bytes that an unsigned integer takes in its shortest form. */
export function uintSize(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x100) return 2;
  if (value < 0x1_0000) return 3;
  return value < 0x1_0000_0000 ? 5 : 9;
}

/** Peer ids (52 bytes) and uuids (36) are at most this long. */
const SHORT_TEXT = 64;

/** Writes a string whose UTF-8 length is `length`; returns the offset behind it. */
export function writeText(out: Buffer, pos: number, text: string, length: number): number {
  if (length < 0x20) out[pos++] = 0xa0 | length;
  else pos = writeLength(out, pos, 0xd9, length);
  // Short ASCII is written by hand: the call into native code costs more than the bytes.
  if (length <= SHORT_TEXT && length === text.length) {
    for (let i = 0; i < length; i++) out[pos + i] = text.charCodeAt(i);
  } else out.write(text, pos, length, 'utf8');
  return pos + length;
}

/** Writes bytes as `bin`; returns the offset behind them. */
export function writeBinary(out: Buffer, pos: number, bytes: Uint8Array): number {
  pos = writeLength(out, pos, 0xc4, bytes.length);
  out.set(bytes, pos);
  return pos + bytes.length;
}

/** Writes a non-negative safe integer in its shortest form; returns the offset behind it. */
export function writeUint(out: Buffer, pos: number, value: number): number {
  if (value < 0x80) {
    out[pos] = value;
    return pos + 1;
  }
  if (value < 0x1_0000_0000) return writeLength(out, pos, 0xcc, value);
  out[pos] = 0xcf;
  out.writeUInt32BE(Math.floor(value / 0x1_0000_0000), pos + 1);
  return out.writeUInt32BE(value >>> 0, pos + 5);
}

/** Writes `tag8`, or one of the two tags after it, and `value` in 1, 2 or 4 bytes. */
function writeLength(out: Buffer, pos: number, tag8: number, value: number): number {
  if (value < 0x100) {
    out[pos] = tag8;
    out[pos + 1] = value;
    return pos + 2;
  }
  if (value < 0x1_0000) {
    out[pos] = tag8 + 1;
    return out.writeUInt16BE(value, pos + 1);
  }
  out[pos] = tag8 + 2;
  return out.writeUInt32BE(value, pos + 1);
}
