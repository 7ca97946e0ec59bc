import { inspect } from 'node:util';
import fc from 'fast-check';
import { base58btc } from 'multiformats/bases/base58';
import { describe, expect, it } from 'vitest';
import { formatKey, generateKeyPair, keyPairFromSeed, parseKey } from '../../src/keys/key-pair.js';
import { verifySignature } from '../../src/signature.js';
import { errorCode } from '../utils/error-code.js';
import { vectors } from '../utils/vectors.js';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('key pairs', () => {
  it('are different each time and sign what their id verifies', () => {
    const [a, b] = [generateKeyPair(), generateKeyPair()];
    expect(a.peerId).not.toBe(b.peerId);
    const message = Buffer.from('m');
    expect(verifySignature(a.peerId, message, a.sign(message))).toBe(true);
    expect(verifySignature(b.peerId, message, a.sign(message))).toBe(false);
    expect(a.sign(new Uint8Array(0))).toHaveLength(64);
  });

  it('come back from their seed, which the caller cannot reach into', () => {
    const seed = Buffer.from(vectors.secretKey, 'base64');
    const keyPair = keyPairFromSeed(seed);
    seed.fill(0);
    keyPair.seed.fill(0);
    expect(keyPair.peerId).toBe(vectors.peerId);
    expect(base64(keyPair.seed)).toBe(vectors.secretKey);
    expect(base64(keyPair.sign(Buffer.from(vectors.message)))).toBe(vectors.messageSignature);
  });

  it.each([0, 31, 33, 64])('are not made from %i bytes', (size) => {
    expect(errorCode(() => keyPairFromSeed(new Uint8Array(size)))).toBe('BAD_KEY');
  });

  it('leak no secret when printed, serialized or cloned', () => {
    const keyPair = parseKey(vectors.secretKey);
    const printed = [
      inspect(keyPair, { showHidden: true, depth: 9 }),
      inspect({ nested: { keyPair } }, { customInspect: false, showHidden: true, depth: 9, getters: false }),
      JSON.stringify({ keyPair }),
      JSON.stringify({ ...keyPair }),
      JSON.stringify(Object.entries(keyPair)),
      String(keyPair),
      inspect(structuredClone({ ...keyPair, sign: undefined }), { depth: 9 }),
    ].join('\n');
    const seed = keyPair.seed;
    const needles = [
      vectors.secretKey,
      Buffer.from(seed).toString('hex'),
      [...seed.subarray(0, 4)].join(','),
      [...seed.subarray(0, 4)].join(', '),
      `"0":${seed[0]},"1":${seed[1]}`,
    ];
    for (const needle of needles) expect(printed).not.toContain(needle);
    expect(printed).toContain(vectors.peerId);
    expect(Object.keys(keyPair)).not.toContain('seed');
  });
});

describe('parseKey', () => {
  it('reads any secret and pair in base64 and base58', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const keyPair = keyPairFromSeed(seed);
        const pair = Buffer.concat([seed, keyPair.publicKey]);
        const texts = [seed, pair].flatMap((bytes) => [base64(bytes), base58btc.baseEncode(bytes)]);
        for (const text of [...texts, `  ${formatKey(keyPair)}\n`]) {
          expect(parseKey(text).peerId, `${text.length} characters`).toBe(keyPair.peerId);
        }
      }),
    );
  });

  it('reads a secret that begins with zeros', () => {
    const seed = new Uint8Array(32);
    seed[31] = 1;
    expect(parseKey(base58btc.baseEncode(seed)).peerId).toBe(keyPairFromSeed(seed).peerId);
  });

  it.each([
    { id: 'an empty text', text: '' },
    { id: '31 bytes', text: base64(new Uint8Array(31)) },
    { id: '33 bytes', text: base64(new Uint8Array(33).fill(0xff)) },
    { id: 'base64 without padding', text: vectors.secretKey.slice(0, -1) },
    { id: 'hexadecimal', text: 'ee'.repeat(32) },
    { id: 'a megabyte', text: 'A'.repeat(1_000_000) },
    { id: 'a pair whose halves do not match', text: base64(new Uint8Array(64).fill(1)) },
  ])('refuses $id', ({ text }) => {
    expect(errorCode(() => parseKey(text))).toBe('BAD_KEY');
  });

  it('does not quote what it refuses', () => {
    const almost = `${vectors.secretKey.slice(0, -2)}!!`;
    try {
      parseKey(almost);
      expect.unreachable();
    } catch (error) {
      expect(inspect(error, { showHidden: true })).not.toContain(almost.slice(0, 8));
    }
  });
});
