/** What is wrong with bytes that are not UTF-8, in the words of Rust's `Utf8Error`. */
export function describeInvalidUtf8(bytes: Uint8Array): string {
  let at = 0;
  while (at < bytes.length) {
    const step = sequenceLength(bytes, at);
    if (step === 0) return `incomplete utf-8 byte sequence from index ${at}`;
    if (step < 0) return `invalid utf-8 sequence of ${-step} bytes from index ${at}`;
    at += step;
  }
  return 'invalid utf-8 sequence';
}

/** Bytes of the character at `at`; 0 when the end cuts it off, negative the bytes that can't be one. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return -1;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return 0;
    const [low, high] = i === 1 ? secondByteRange(first) : [0x80, 0xbf];
    if (byte < low || byte > high) return -i;
  }
  return length;
}

/** Overlong forms, surrogates and code points beyond U+10FFFF are kept out by the second byte. */
function secondByteRange(first: number): readonly [number, number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  return first === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
}
