import { generateKeyPair } from '@libp2p/crypto/keys';
import { describe, expect, it } from 'vitest';
import { secp256k1Verifier as inBrowsers } from '../../src/keys/secp256k1.browser.js';
import { secp256k1Verifier as inNode } from '../../src/keys/secp256k1.js';

const key = await generateKeyPair('secp256k1');
const message = new TextEncoder().encode('a message');
const signature = Uint8Array.from(await key.sign(message));

describe.each([
  { where: 'Node', verifierOf: inNode },
  { where: 'browsers', verifierOf: inBrowsers },
])('secp256k1 in $where', ({ verifierOf }) => {
  const verify = verifierOf(key.publicKey.raw);

  it("accepts libp2p's signatures and no others", () => {
    expect(verify(message, signature)).toBe(true);
    expect(verify(Uint8Array.of(...message, 0), signature)).toBe(false);
    const damaged = Uint8Array.from(signature);
    damaged[40]! ^= 1;
    expect(verify(message, damaged)).toBe(false);
  });

  it.each([0, 64, 71])('is false, without an error, for %i bytes that are no signature', (size) => {
    expect(verify(message, new Uint8Array(size))).toBe(false);
  });

  it('refuses a key that is no point of the curve', () => {
    expect(() => verifierOf(new Uint8Array(33))).toThrow();
  });
});
