import { createHash } from 'node:crypto';

/** SHA-256, 32 bytes. @param data a string counts as UTF-8 */
export function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

/** The same in 64 hexadecimal digits of lower case. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
