import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MsgpackReader } from '../../src/msgpack/reader.js';
import { binarySize, textSize, uintSize } from '../../src/msgpack/sizes.js';
import { MsgpackWriter } from '../../src/msgpack/writer.js';

/** What the base class can do by itself. */
class Skipper extends MsgpackReader {
  protected malformed(what: string): Error {
    return new RangeError(what);
  }

  protected wrongType(expected: string, tag: number): Error {
    return new TypeError(`${expected}, not ${tag}`);
  }
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const unhex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('a'.repeat(300), '€'.repeat(30_000)));

describe('MsgpackWriter', () => {
  it('writes as many bytes as were planned', () => {
    fc.assert(
      fc.property(texts, fc.maxSafeNat(), fc.uint8Array({ maxLength: 300 }), (text, number, bytes) => {
        const length = Buffer.byteLength(text);
        const size = textSize(length) + uintSize(number) + binarySize(bytes.length);
        const given = new MsgpackWriter(new Uint8Array(3 + size), 3);
        expect(given.sizedString(text, length).integer(number).bytes(bytes).at).toBe(3 + size);
        const own = new MsgpackWriter(1).string(text).integer(number).bytes(bytes).written();
        expect(hex(own)).toBe(hex(given.written().subarray(3)));
      }),
    );
  });

  it('goes beyond no bytes that it was given', () => {
    const writer = new MsgpackWriter(new Uint8Array(4));
    expect(() => writer.sizedString('four', 4)).toThrow(RangeError);
  });

  it.each([
    [0x7fff_ffff, 'ce7fffffff'],
    [0xffff_ffff, 'ceffffffff'],
    [2 ** 53 - 1, 'cf001fffffffffffff'],
    [2 ** 53, 'cf0020000000000000'],
    [2n ** 64n - 1n, 'cfffffffffffffffff'],
    [-(2n ** 63n), 'd38000000000000000'],
  ])('writes %s exactly', (value, bytes) => {
    expect(hex(new MsgpackWriter().integer(value).written())).toBe(bytes);
  });
});

describe('MsgpackReader', () => {
  const documents = fc.letrec<{ value: MsgpackWriter }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }).map((n) => new MsgpackWriter().integer(n)),
      fc.double().map((n) => new MsgpackWriter().float(n)),
      texts.map((text) => new MsgpackWriter().string(text)),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => new MsgpackWriter().bytes(bytes)),
      fc.boolean().map((is) => new MsgpackWriter().boolean(is)),
      fc.constant(new MsgpackWriter().nil()),
      fc.array(tie('value'), { maxLength: 20 }).map((items) => {
        const writer = new MsgpackWriter().arrayHeader(items.length);
        for (const item of items) writer.raw(item.written());
        return writer;
      }),
    ),
  }));

  it('reads over any value, to its end', () => {
    fc.assert(
      fc.property(documents.value, (document) => {
        const reader = new Skipper(document.written());
        reader.skip();
        expect(reader.remaining).toBe(0);
      }),
    );
  });

  it.each([
    'd501aabb',
    'c70201aabb',
    'c8000201aabb',
    'c90000000201aabb',
    'd8000102030405060708090a0b0c0d0e0f00',
  ])('reads over the extension %s', (bytes) => {
    const reader = new Skipper(unhex(bytes));
    reader.skip();
    expect(reader.remaining).toBe(0);
  });

  it('never reads beyond the end, whatever is announced, nor without one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const reader = new Skipper(bytes);
        try {
          reader.skip();
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
        expect(reader.remaining).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['ddffffffff', 'dfffffffff', '9291', '82a16101'])(
    'believes no count that cannot be: %s',
    (bytes) => {
      const reader = new Skipper(unhex(bytes));
      expect(() => reader.skip()).toThrow(RangeError);
      const again = new Skipper(unhex(bytes));
      if (bytes[0] === 'd')
        expect(() => (bytes[1] === 'd' ? again.arrayHeader() : again.mapHeader())).toThrow();
    },
  );

  it('says what it found instead of a map or an array', () => {
    expect(() => new Skipper(unhex('90')).mapHeader()).toThrow('a map, not 144');
    expect(() => new Skipper(unhex('80')).arrayHeader()).toThrow('an array, not 128');
  });
});
