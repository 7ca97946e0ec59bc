/**
 * Whether a public key is canonical and not of small order. The libraries disagree on the others (OpenSSL accepts
 * signatures by them, for some keys any signature; libsodium none), and peers must not differ by what is installed.
 */
export function isSoundPublicKey(publicKey: Uint8Array): boolean {
  const y = Buffer.from(publicKey);
  y[31] = y[31]! & 0x7f;
  const hex = y.toString('hex');
  const beyondField = y[0]! >= 0xed && hex.slice(2) === FIELD_TOP;
  return !beyondField && !SMALL_ORDER.has(hex);
}

/** The field prime 2^255 - 19, little endian, without its lowest byte 0xed (RFC 8032 §5.1). */
const FIELD_TOP = `${'ff'.repeat(30)}7f`;

/** y coordinates of the eight points whose order divides the cofactor: order 4, 1, 8, 8, 2. */
const SMALL_ORDER = new Set([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${FIELD_TOP}`,
]);
