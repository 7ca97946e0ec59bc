import { Packr } from 'msgpackr';

const packr = new Packr({ useRecords: false, variableMapSize: true });

/** MessagePack of any JavaScript value by a library that is not ours. A number above 2^32 must be a BigInt. */
export function pack(value: unknown): Uint8Array {
  return new Uint8Array(packr.pack(value));
}

/** Reads MessagePack with that library; from a plain copy, so that bytes come back as plain arrays. */
export function unpack(bytes: Uint8Array): unknown {
  return packr.unpack(Uint8Array.from(bytes));
}

/** A payload out of pairs in the given order, each value already MessagePack; keys may repeat. */
export function payloadOf(pairs: readonly (readonly [key: unknown, value: Uint8Array])[]): Uint8Array {
  const parts = [Buffer.of(0x81, 0x04, 0xde, pairs.length >> 8, pairs.length & 0xff)];
  for (const [key, value] of pairs) parts.push(Buffer.from(pack(key)), Buffer.from(value));
  return new Uint8Array(Buffer.concat(parts));
}

/** Bytes from hexadecimal text; white space is ignored. */
export function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replace(/\s/g, ''), 'hex'));
}
