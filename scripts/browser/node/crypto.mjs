// What is used of node:crypto, on WebCrypto. Nothing here asks for a secure context: pages of a local network are none.
/** What `getRandomValues` fills at once, bytes. */
const MAX_RANDOM_BYTES = 65_536;

export function randomFillSync(bytes) {
  for (let at = 0; at < bytes.length; at += MAX_RANDOM_BYTES)
    crypto.getRandomValues(bytes.subarray(at, at + MAX_RANDOM_BYTES));
  return bytes;
}

export const randomBytes = (length) => randomFillSync(new Uint8Array(length));

/** A uuid of version 4 (RFC 9562 §5.4); `crypto.randomUUID` is there in secure contexts only. */
export function randomUUID() {
  const bytes = randomBytes(16);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
