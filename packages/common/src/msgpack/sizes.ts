/** Bytes that the head of a string of `length` UTF-8 bytes takes. */
export function textHeadSize(length: number): number {
  return length < 0x20 ? 1 : length < 0x100 ? 2 : length < 0x1_0000 ? 3 : 5;
}

/** Bytes that a string of `length` UTF-8 bytes takes. */
export function textSize(length: number): number {
  return length + textHeadSize(length);
}

/** Bytes that a `bin` of `length` bytes takes. */
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
