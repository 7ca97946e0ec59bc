import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSodium, nodeEd25519 } from '../../src/keys/ed25519.js';
import { isSoundPublicKey } from '../../src/keys/sound-public-key.js';
import { hex } from '../utils/msgpack.js';

const sodium = loadSodium();
const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('isSoundPublicKey', () => {
  const top = `${'ff'.repeat(30)}7f`;

  it.each([
    '00'.repeat(32),
    `01${'00'.repeat(31)}`,
    `ec${top}`,
    `ed${top}`,
    `ee${top}`,
    `ff${top}`,
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  ])('refuses %s with either sign', (key) => {
    const bytes = hex(key);
    expect(isSoundPublicKey(bytes)).toBe(false);
    bytes[31]! |= 0x80;
    expect(isSoundPublicKey(bytes)).toBe(false);
  });

  it('accepts genuine keys and the largest canonical coordinates', () => {
    fc.assert(
      fc.property(seeds, (seed) => isSoundPublicKey(nodeEd25519.publicKeyOf(seed))),
      { numRuns: 50 },
    );
    expect(isSoundPublicKey(hex(`eb${top}`))).toBe(true);
    expect(isSoundPublicKey(hex(`ff${'ff'.repeat(29)}fe7f`))).toBe(true);
  });

  // What the OpenSSL of Node 20 and 22 accepts, that of Node 24 refuses: the key is what has to be told apart.
  it('refuses a key of order one, for which anybody can forge signatures', () => {
    const weak = hex(`01${'00'.repeat(31)}`);
    const forged = Uint8Array.of(...weak, ...new Uint8Array(32));
    expect(isSoundPublicKey(weak)).toBe(false);
    if (!(sodium instanceof Error))
      expect(sodium.verifier(weak)(Buffer.from('anything'), forged)).toBe(false);
  });
});
