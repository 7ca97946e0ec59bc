import { generateKeyPair as generateLibp2pKeyPair } from '@libp2p/crypto/keys';
import { peerIdFromPrivateKey } from '@libp2p/peer-id';
import fc from 'fast-check';
import { base58btc } from 'multiformats/bases/base58';
import { describe, expect, it } from 'vitest';
import { formatPeerId, isPeerId, parsePeerId } from '../../src/keys/peer-id.js';
import { errorCode } from '../utils/error-code.js';
import { hex } from '../utils/msgpack.js';
import { vectors } from '../utils/vectors.js';

const id = (bytes: string) => base58btc.baseEncode(hex(bytes));
const KEY = '11'.repeat(32);

describe('formatPeerId', () => {
  it('is undone by parsePeerId', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (raw) => {
        const text = formatPeerId(raw);
        expect(text).toMatch(/^12D3KooW/);
        expect(parsePeerId(text)).toEqual({ type: 'ed25519', raw });
      }),
    );
  });

  it('refuses keys of another size', () => {
    expect(errorCode(() => formatPeerId(new Uint8Array(31)))).toBe('BAD_KEY');
    expect(errorCode(() => formatPeerId(new Uint8Array(32), 'secp256k1'))).toBe('BAD_KEY');
  });

  it.each(['Ed25519', 'secp256k1'] as const)('writes the same %s id as libp2p', async (type) => {
    const key = await generateLibp2pKeyPair(type);
    const expected = peerIdFromPrivateKey(key).toString();
    const ours = type === 'Ed25519' ? 'ed25519' : 'secp256k1';
    expect(formatPeerId(key.publicKey.raw, ours)).toBe(expected);
    expect(parsePeerId(expected)).toEqual({ type: ours, raw: key.publicKey.raw });
  });
});

describe('parsePeerId', () => {
  it('knows an RSA id as a hash', async () => {
    const key = await generateLibp2pKeyPair('RSA', 2048);
    expect(parsePeerId(peerIdFromPrivateKey(key).toString())).toEqual({ type: 'hashed' });
  });

  it('keeps what it has read', () => {
    expect(parsePeerId(vectors.peerId)).toBe(parsePeerId(vectors.peerId));
  });

  it.each([
    { name: 'another key type', text: id(`00 24 08031220${KEY}`) },
    { name: 'a key spelled unusually', text: id(`00 24 1220${KEY}0801`) },
    { name: 'nothing inlined', text: id('00 00') },
  ])('accepts an identity multihash of $name as an id without a usable key', ({ text }) => {
    expect(parsePeerId(text)).toEqual({ type: 'unknown' });
    expect(isPeerId(text)).toBe(true);
  });

  it.each([
    { name: 'an empty text', text: '' },
    { name: 'letters outside base58', text: '12D3KooW0OIl' },
    { name: 'a megabyte', text: '1'.repeat(1_000_000) },
    { name: 'one byte', text: id('00') },
    { name: 'a wrong length', text: id(`00 25 08011220${KEY}`) },
    { name: 'a long spelling of the length', text: id(`00 a400 08011220${KEY}`) },
    { name: 'more than 42 bytes inlined', text: id(`00 2b ${'00'.repeat(43)}`) },
    { name: 'another hash function', text: id(`13 20 ${KEY}`) },
    { name: 'a short SHA-256', text: id('12 04 00000000') },
    { name: 'a CIDv1', text: 'bafzaajaiaejcbnlbm2bn4mcp3xdyoiynbufbs5mzhdwbxlnszvacbjbqgvfbfokc' },
    { name: 'a multiaddr', text: `/p2p/${vectors.peerId}` },
    { name: 'white space around an id', text: ` ${vectors.peerId}` },
  ])('refuses $name', ({ text }) => {
    expect(isPeerId(text)).toBe(false);
    expect(errorCode(() => parsePeerId(text))).toBe('BAD_PEER_ID');
  });

  it('throws nothing but ParticleError for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['no error', 'BAD_PEER_ID']).toContain(errorCode(() => parsePeerId(text)));
      }),
    );
  });
});
