// The part of Node's Buffer that codecs use, for browsers: texts in UTF-8, Latin-1, hex and base64, big and little endian.
const utf8 = new TextEncoder();
const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
/** Arguments of one call that engines take for sure. */
const MAX_ARGUMENTS = 8192;

export class Buffer extends Uint8Array {
  static from(source, encodingOrOffset, length) {
    if (typeof source === 'string') return asBuffer(ENCODERS[encodingOrOffset ?? 'utf8'](source));
    if (source instanceof ArrayBuffer) return new Buffer(source, encodingOrOffset, length);
    const copy = new Buffer(source.length);
    copy.set(source);
    return copy;
  }

  static of(...bytes) {
    return Buffer.from(bytes);
  }

  static alloc(length) {
    return new Buffer(length);
  }

  static allocUnsafeSlow(length) {
    return new Buffer(length);
  }

  static byteLength(text) {
    let bytes = text.length;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) continue;
      bytes += unit < 0x800 ? 1 : 2;
      if (unit >= 0xd800 && unit < 0xdc00 && isTail(text.charCodeAt(i + 1))) i++;
    }
    return bytes;
  }

  static concat(parts, length = parts.reduce((sum, part) => sum + part.length, 0)) {
    const all = new Buffer(length);
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  static compare(a, b) {
    const common = Math.min(a.length, b.length);
    for (let i = 0; i < common; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
    return Math.sign(a.length - b.length);
  }

  equals(other) {
    return Buffer.compare(this, other) === 0;
  }

  toString(encoding = 'utf8', start = 0, end = this.length) {
    return DECODERS[encoding](this.subarray(start, end));
  }

  write(text, at, lengthOrEncoding, encoding = 'utf8') {
    const length = typeof lengthOrEncoding === 'number' ? lengthOrEncoding : this.length - at;
    const room = this.subarray(at, at + length);
    if (encoding === 'utf8') return utf8.encodeInto(text, room).written;
    const bytes = ENCODERS[encoding](text).subarray(0, room.length);
    room.set(bytes);
    return bytes.length;
  }

  writeUInt16BE(value, at) {
    return this.#write(value, at, 2);
  }

  writeUInt32BE(value, at) {
    return this.#write(value, at, 4);
  }

  writeUInt32LE(value, at) {
    for (let i = 0; i < 4; i++) this[at + i] = value >>> (8 * i);
    return at + 4;
  }

  #write(value, at, bytes) {
    for (let i = 0; i < bytes; i++) this[at + i] = value >>> (8 * (bytes - 1 - i));
    return at + bytes;
  }
}

export function isAscii(bytes) {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] > 0x7f) return false;
  return true;
}

export function isUtf8(bytes) {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const isTail = (unit) => unit >= 0xdc00 && unit < 0xe000;

const asBuffer = (bytes) => new Buffer(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A text with a character for each byte. */
function latin1(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += MAX_ARGUMENTS)
    text += String.fromCharCode(...bytes.subarray(at, at + MAX_ARGUMENTS));
  return text;
}

const fromLatin1 = (text) => Uint8Array.from(text, (unit) => unit.charCodeAt(0));

/** Like Node's: both alphabets, and whatever is none of them is passed over. */
function fromBase64(text) {
  const usual = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=.*/s, '');
  const known = usual.replace(/[^A-Za-z0-9+/]/g, '');
  return fromLatin1(atob(known.slice(0, known.length % 4 === 1 ? -1 : undefined)));
}

/** Like Node's: up to the first pair of characters that is none. */
function fromHex(text) {
  const pairs = /^(?:[0-9a-f]{2})*/i.exec(text)[0].match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

const ENCODERS = {
  utf8: (text) => utf8.encode(text),
  latin1: fromLatin1,
  base64: fromBase64,
  hex: fromHex,
};

const DECODERS = {
  utf8: (bytes) => lenientUtf8.decode(bytes),
  latin1,
  base64: (bytes) => btoa(latin1(bytes)),
  hex: (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
};
