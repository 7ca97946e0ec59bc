/** Unsigned varints of protobuf and multiformats, of integers up to 2^53 - 1 (spec/nox.md §1.4). */

/** Bytes that a number takes. */
export function uvarintLength(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes++;
  return bytes;
}

/** Writes a number at the beginning of `out`. */
export function writeUvarint(value: number, out: Uint8Array): void {
  let rest = value;
  let at = 0;
  // Not by bits: those of JavaScript are 32.
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) out[at++] = (rest % 0x80) | 0x80;
  out[at] = rest;
}
