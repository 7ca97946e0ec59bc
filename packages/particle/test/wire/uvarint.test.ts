import fc from 'fast-check';
import { varint } from 'multiformats';
import { expect, it } from 'vitest';
import { uvarintLength, writeUvarint } from '../../src/wire/uvarint.js';

it('an unsigned varint is what multiformats makes of it', () => {
  const edges = fc.constantFrom(
    0,
    127,
    128,
    16383,
    16384,
    2 ** 31,
    2 ** 32,
    2 ** 35,
    Number.MAX_SAFE_INTEGER,
  );
  fc.assert(
    fc.property(fc.oneof(edges, fc.maxSafeNat()), (value) => {
      const bytes = new Uint8Array(uvarintLength(value));
      writeUvarint(value, bytes);
      expect(bytes).toEqual(varint.encodeTo(value, new Uint8Array(varint.encodingLength(value))));
    }),
  );
});
