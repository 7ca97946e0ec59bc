import fc from 'fast-check';
import { base58btc } from 'multiformats/bases/base58';
import { CID } from 'multiformats/cid';
import { create } from 'multiformats/hashes/digest';
import { describe, expect, it } from 'vitest';
import { cidFromChain, cidToChain } from '../../src/codec/cid.js';
import { dealAddress, dealIdOf } from '../../src/codec/deal-id.js';
import { fromHex, toHex, toNumber } from '../../src/codec/hex.js';
import { peerIdFromChain, peerIdToChain } from '../../src/codec/peer-id.js';

const digest = fc.uint8Array({ minLength: 32, maxLength: 32 });
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const invalid = expect.objectContaining({ code: 'INVALID' });

describe('a CID on the chain', () => {
  it('is 4 bytes of prefix and 32 of digest (spec/services.md §5.2)', () => {
    const cid = cidToChain('bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy');
    expect([hex(cid.prefixes), cid.hash.length]).toEqual(['01551220', 32]);
  });

  it('comes back as it went', () => {
    fc.assert(
      fc.property(digest, fc.constantFrom(0x55, 0x70, 0x71), (bytes, codec) => {
        const text = CID.createV1(codec, create(0x12, bytes)).toString();
        expect(cidFromChain(cidToChain(text))).toBe(text);
      }),
    );
  });

  it('is of version 1 when it was of version 0', () => {
    fc.assert(
      fc.property(digest, (bytes) => {
        const old = CID.createV0(create(0x12, bytes));
        expect(cidFromChain(cidToChain(old.toString()))).toBe(old.toV1().toString());
      }),
    );
  });

  it('is nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => cidToChain(text)).toThrow(invalid);
      }),
    );
    const long = CID.createV1(0x55, create(0x13, new Uint8Array(64))).toString();
    expect(() => cidToChain(long)).toThrow(invalid);
  });

  it('is a CID or an error, whatever the bytes', () => {
    const bytes = { prefixes: fc.uint8Array({ minLength: 4, maxLength: 4 }), hash: digest };
    fc.assert(
      fc.property(fc.record(bytes), (cid) => {
        try {
          expect(cidToChain(cidFromChain(cid))).toEqual(cid);
        } catch (error) {
          expect(error).toEqual(invalid);
        }
      }),
    );
    expect(() => cidFromChain({ prefixes: new Uint8Array(4), hash: new Uint8Array(32) })).toThrow(invalid);
  });
});

describe('a peer id on the chain', () => {
  it('is the raw key', () => {
    const peerId = '12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR';
    expect(peerIdFromChain(peerIdToChain(peerId))).toBe(peerId);
  });

  it('comes back as it went', () => {
    fc.assert(
      fc.property(digest, (key) => {
        const peerId = peerIdFromChain(key);
        expect(peerId).toMatch(/^12D3KooW/);
        expect(peerIdToChain(peerId)).toEqual(key);
      }),
    );
  });

  it.each([
    { id: 'nothing', text: '' },
    { id: 'another key', text: 'QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N' },
    { id: 'no base58', text: '12D3KooW0OIl' },
    { id: 'too long', text: base58btc.baseEncode(new Uint8Array(10_000).fill(1)) },
  ])('is not $id', ({ text }) => expect(() => peerIdToChain(text)).toThrow(invalid));

  it('has 32 bytes', () => expect(() => peerIdFromChain(new Uint8Array(31))).toThrow(invalid));
});

describe('a deal id', () => {
  it.each(['0xAbCdEf0123456789aBcDeF0123456789AbCdEf01', 'abcdef0123456789abcdef0123456789abcdef01'])(
    'is the address of the deal: %s',
    (text) => {
      expect(dealAddress(text)).toBe('0xabcdef0123456789abcdef0123456789abcdef01');
      expect(dealIdOf(text)).toBe('abcdef0123456789abcdef0123456789abcdef01');
    },
  );

  it('is nothing else, in the words of nox', () => {
    expect(() => dealAddress('0x12')).toThrow("Invalid deal id '0x12': invalid length");
    fc.assert(
      fc.property(fc.string({ maxLength: 39 }), (text) => {
        expect(() => dealAddress(text)).toThrow(invalid);
      }),
    );
  });
});

describe('hex', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each([undefined, 1, '', '0x1', 'ff', '0xzz'])('is not %s', (text) => {
    expect(() => fromHex(text)).toThrow(invalid);
  });

  it('is a number up to what JavaScript counts', () => {
    expect(toNumber('0x1fffffffffffff')).toBe(Number.MAX_SAFE_INTEGER);
    for (const text of ['0x', '0x20000000000000', '1', null]) expect(() => toNumber(text)).toThrow(invalid);
  });
});
