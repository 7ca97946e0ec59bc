import { MAX_WRAPPED_DIGEST_BYTES } from '../constants.js';
import { ConvertedError } from '../errors.js';

/** Multicodec of sha2-256. */
const SHA2_256 = 0x12;

/** A sha2-256 multihash with the given digest, which is not hashed. @throws HostError `INVALID` above 64 bytes */
export function wrapSha256(digest: Uint8Array): Uint8Array {
  if (digest.length > MAX_WRAPPED_DIGEST_BYTES) {
    throw new ConvertedError(
      'INVALID',
      `Invalid multihash: a digest has at most ${MAX_WRAPPED_DIGEST_BYTES} bytes, got ${digest.length}`,
    );
  }
  return Uint8Array.of(SHA2_256, digest.length, ...digest);
}
