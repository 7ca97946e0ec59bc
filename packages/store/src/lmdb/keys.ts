import { MAX_KEY_BYTES, MAX_TABLE_NAME_BYTES } from '../constants.js';
import { StoreError } from '../errors.js';

const TABLE_NAME = new RegExp(`^[A-Za-z0-9][A-Za-z0-9._:/-]{0,${MAX_TABLE_NAME_BYTES - 1}}$`);
const SEPARATOR = '\0';

/** The one key outside every table: no table's name is empty. */
export const SCHEMA_KEY = `${SEPARATOR}schema`;

/** What every key of the table begins with. @throws StoreError `INVALID_TABLE_NAME` */
export function tablePrefix(name: string): string {
  if (!TABLE_NAME.test(name)) {
    throw new StoreError(
      'INVALID_TABLE_NAME',
      `${JSON.stringify(name)} cannot name a table: use 1 to ${MAX_TABLE_NAME_BYTES} letters, digits and . _ : / - ` +
        'and begin with a letter or digit.',
    );
  }
  return `${name}${SEPARATOR}`;
}

/** What `tablePrefix` answered, of a full key. */
export function tableOf(fullKey: string): string {
  return fullKey.slice(0, fullKey.indexOf(SEPARATOR) + 1);
}

/** @throws StoreError `INVALID_KEY`, `KEY_TOO_LONG` */
export function assertKey(key: string): void {
  if (!isWellFormed(key)) {
    throw new StoreError(
      'INVALID_KEY',
      `The key ${JSON.stringify(key.slice(0, 80))} holds half of a surrogate pair, so it has no UTF-8 form.`,
    );
  }
  const bytes = Buffer.byteLength(key);
  if (bytes > MAX_KEY_BYTES) {
    throw new StoreError(
      'KEY_TOO_LONG',
      `A key of ${bytes} bytes (${JSON.stringify(key.slice(0, 80))}…) does not fit: the store takes ${MAX_KEY_BYTES}. ` +
        'Use a hash of it.',
    );
  }
}

/** Whether a table could hold the key at all; no other key needs looking up. */
export function isPossibleKey(key: string): boolean {
  return isWellFormed(key) && Buffer.byteLength(key) <= MAX_KEY_BYTES;
}

/** Whether the text has a UTF-8 form, without half surrogate pairs. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** The first bytes after all keys with this prefix. UTF-8 never holds 0xff, so the last byte can always grow. */
export function endOfPrefix(prefix: string): Buffer {
  const bytes = Buffer.from(prefix);
  const last = bytes.length - 1;
  bytes.writeUInt8(bytes.readUInt8(last) + 1, last);
  return bytes;
}

/** The order of the UTF-8 forms, which is lmdb's; that of UTF-16 differs where surrogate pairs meet U+E000 and above. */
export function compareKeys(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return utf8Rank(left) - utf8Rank(right);
  }
  return a.length - b.length;
}

/** Moves surrogates behind all other code units, where the code points that they make up belong. */
function utf8Rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
