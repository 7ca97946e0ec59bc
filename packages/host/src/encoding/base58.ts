import { messageOf } from '@noctiluca/common/thrown';
import { base58btc } from 'multiformats/bases/base58';
import { BASE58_MAX_BYTES } from '../constants.js';
import { ConvertedError, type HostError } from '../errors.js';

/** Characters per byte: log(256)/log(58) = 1.366. */
const EXPANSION = 1.37;

/** @throws HostError `LIMIT` above `BASE58_MAX_BYTES` */
export function toBase58(bytes: Uint8Array): string {
  if (bytes.length > BASE58_MAX_BYTES) throw tooLong(`${bytes.length} bytes`, BASE58_MAX_BYTES);
  return base58btc.baseEncode(bytes);
}

/** @throws HostError `LIMIT` when it may hold more than `maxBytes`, `INVALID` when it is not base58 */
export function fromBase58(text: string, maxBytes = BASE58_MAX_BYTES): Uint8Array {
  if (text.length > Math.ceil(maxBytes * EXPANSION)) throw tooLong(`${text.length} characters`, maxBytes);
  try {
    return base58btc.baseDecode(text);
  } catch (error) {
    throw new ConvertedError('INVALID', `decode base58 failed: ${messageOf(error)}`, { cause: error });
  }
}

function tooLong(size: string, maxBytes: number): HostError {
  return new ConvertedError('LIMIT', `base58 is limited to ${maxBytes} bytes here, got ${size}`);
}
