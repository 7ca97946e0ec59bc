import * as node from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const part = (name: string) =>
  import(new URL(`../../scripts/browser/node/${name}.mjs`, import.meta.url).href);

type NodeBuffer = typeof node.Buffer;
const { Buffer, isAscii, isUtf8 } = (await part('buffer')) as {
  Buffer: NodeBuffer;
  isAscii: typeof node.isAscii;
  isUtf8: typeof node.isUtf8;
};
const { setImmediate: nextTurn } = (await part('timers-promises')) as {
  setImmediate(): Promise<void>;
};
const { randomUUID, randomBytes } = (await part('crypto')) as {
  randomUUID(): string;
  randomBytes(length: number): Uint8Array;
};
const { opendirSync } = (await part('fs')) as { opendirSync(): never };

const texts = fc.string({ unit: 'binary' });
const anyTexts = fc.oneof(
  texts,
  fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }),
);
const bytes = fc.uint8Array({ maxLength: 300 });
const plain = (buffer: Uint8Array) => Array.from(buffer);

describe("the browser's part of Buffer does as Node's", () => {
  it('with texts', () => {
    fc.assert(
      fc.property(anyTexts, fc.nat(40), (text, room) => {
        expect(Buffer.byteLength(text)).toBe(node.Buffer.byteLength(text));
        expect(plain(Buffer.from(text))).toEqual(plain(node.Buffer.from(text)));
        const [ours, theirs] = [Buffer.alloc(60), node.Buffer.alloc(60)];
        expect(ours.write(text, 3, room, 'utf8')).toBe(theirs.write(text, 3, room, 'utf8'));
        expect(plain(ours)).toEqual(plain(theirs));
      }),
    );
  });

  it('with bytes of any kind', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.nat(300), (a, b, at) => {
        const [ours, theirs] = [Buffer.from(a), node.Buffer.from(a)];
        for (const encoding of ['utf8', 'hex', 'base64', 'latin1'] as const) {
          expect(ours.toString(encoding)).toBe(theirs.toString(encoding));
          expect(ours.toString(encoding, at)).toBe(theirs.toString(encoding, at));
        }
        expect(plain(Buffer.concat([a, b]))).toEqual(plain(node.Buffer.concat([a, b])));
        expect(Buffer.compare(a, b)).toBe(node.Buffer.compare(a, b));
        expect(ours.equals(b)).toBe(theirs.equals(b));
        expect(isUtf8(a)).toBe(node.isUtf8(a));
        expect(isAscii(a)).toBe(node.isAscii(a));
      }),
    );
  });

  it('with base64 and hex, damaged ones too', () => {
    const alphabet = fc.constantFrom(...'AZaz09+/-_= \n!g');
    fc.assert(
      fc.property(fc.string({ unit: alphabet }), (text) => {
        for (const encoding of ['base64', 'hex'] as const) {
          expect(plain(Buffer.from(text, encoding))).toEqual(plain(node.Buffer.from(text, encoding)));
        }
      }),
    );
  });

  it('with numbers', () => {
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), (value) => {
        const [ours, theirs] = [Buffer.alloc(10), node.Buffer.alloc(10)];
        for (const buffer of [ours, theirs]) {
          expect(buffer.writeUInt32BE(value, 0)).toBe(4);
          expect(buffer.writeUInt32LE(value, 4)).toBe(8);
          expect(buffer.writeUInt16BE(value & 0xffff, 8)).toBe(10);
        }
        expect(plain(ours)).toEqual(plain(theirs));
      }),
    );
  });

  it('as a view of given bytes', () => {
    const { buffer } = Uint8Array.of(1, 2, 3, 4);
    const view = Buffer.from(buffer, 1, 2);
    view[0] = 9;
    expect(plain(new Uint8Array(buffer))).toEqual([1, 9, 3, 4]);
  });
});

describe('other parts of Node for browsers', () => {
  it('make uuids of version 4, and random bytes beyond what WebCrypto gives at once', () => {
    expect(randomUUID()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(randomUUID()).not.toBe(randomUUID());
    expect(
      randomBytes(200_000)
        .subarray(-1000)
        .some((byte) => byte !== 0),
    ).toBe(true);
  });

  it('wait a turn of the event loop, many at a time', async () => {
    let turns = 0;
    const wait = async () => {
      await nextTurn();
      turns += 1;
    };
    await Promise.all([wait(), wait(), wait()]);
    expect(turns).toBe(3);
  });

  it('say of files that there are none, as a system call does', () => {
    expect(() => opendirSync()).toThrow(expect.objectContaining({ code: 'ENOSYS', syscall: 'open' }));
  });
});
