import fc from 'fast-check';
import { MAX_ID_BYTES, MAX_PEER_ID_BYTES, MAX_TTL_FIELD } from '../../src/constants.js';
import type { Particle } from '../../src/particle.js';

/** Any Unicode text whose UTF-8 form fits. */
function text(maxBytes: number): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'binary', maxLength: maxBytes })
    .filter((value) => Buffer.byteLength(value) <= maxBytes);
}

/** Sizes around the borders of MessagePack's length forms. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 80 }),
  fc.constantFrom(255, 256, 65_535, 65_536).map((size) => new Uint8Array(size).fill(0xa7)),
);

/** Any particle that the wire can carry, valid or not in other respects. */
export const anyParticle: fc.Arbitrary<Particle> = fc.record({
  id: text(MAX_ID_BYTES),
  initPeerId: text(MAX_PEER_ID_BYTES),
  timestamp: fc.oneof(
    fc.maxSafeNat(),
    fc.constantFrom(0, 127, 128, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER),
  ),
  ttl: fc.integer({ min: 0, max: MAX_TTL_FIELD }),
  script: fc.oneof(
    text(2000),
    fc.constantFrom(31, 32, 64, 65, 255, 256, 65_535, 65_536).map((n) => 's'.repeat(n)),
  ),
  signature: bytes,
  data: bytes,
});
