import { base58btc } from 'multiformats/bases/base58';

/** Longest text that is decoded: base58 takes quadratic time. */
const MAX_BASE58 = 4096;

export function encodeBase58(bytes: Uint8Array): string {
  return base58btc.baseEncode(bytes);
}

/** @throws Error in the words of bs58 */
export function decodeBase58(text: string): Uint8Array {
  if (text.length > MAX_BASE58) throw new Error('Non-base58 character');
  try {
    return base58btc.baseDecode(text);
  } catch {
    // The cause would quote a character of what may be a secret.
    throw new Error('Non-base58 character');
  }
}

/** Reads the usual and the URL alphabet, padded or not. */
export function decodeBase64(text: string): Uint8Array {
  const usual = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  return Uint8Array.from(atob(usual), (char) => char.charCodeAt(0));
}
