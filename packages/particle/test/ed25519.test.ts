import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseEd25519,
  type Ed25519,
  ed25519,
  isSoundPublicKey,
  loadSodium,
  nodeEd25519,
} from '../src/ed25519.js';
import { hex } from './utils/msgpack.js';
import { vectors } from './utils/vectors.js';

const sodium = loadSodium();
const backends: Ed25519[] = sodium instanceof Error ? [nodeEd25519] : [nodeEd25519, sodium];
const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
const messages = fc.uint8Array({ maxLength: 200 });

describe.each(backends)('ed25519 by $name', (backend) => {
  it('reproduces the published vector', () => {
    const seed = Buffer.from(vectors.secretKey, 'base64');
    const signature = backend.signer(seed)(Buffer.from(vectors.message));
    expect(Buffer.from(signature).toString('base64')).toBe(vectors.messageSignature);
  });

  it('verifies its signatures and no others', () => {
    fc.assert(
      fc.property(seeds, messages, fc.nat(511), (seed, message, bit) => {
        const signature = backend.signer(seed)(message);
        const verify = backend.verifier(backend.publicKeyOf(seed));
        expect(verify(message, signature)).toBe(true);
        expect(verify(Uint8Array.of(...message, 0), signature)).toBe(false);
        signature[bit >> 3]! ^= 1 << (bit & 7);
        expect(verify(message, signature)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it.each([0, 63, 65, 128])('is false, without an error, for a signature of %i bytes', (size) => {
    const verify = backend.verifier(backend.publicKeyOf(new Uint8Array(32)));
    expect(verify(new Uint8Array(3), new Uint8Array(size))).toBe(false);
  });
});

describe('both implementations', () => {
  it.skipIf(sodium instanceof Error)('give the same keys and signatures', () => {
    if (sodium instanceof Error) return;
    fc.assert(
      fc.property(seeds, messages, (seed, message) => {
        expect(sodium.publicKeyOf(seed)).toEqual(nodeEd25519.publicKeyOf(seed));
        expect(sodium.signer(seed)(message)).toEqual(nodeEd25519.signer(seed)(message));
      }),
      { numRuns: 50 },
    );
  });

  it('fall back to node:crypto, with the reason at hand, when sodium is absent', () => {
    const reason = new Error("Cannot find module 'sodium-native'");
    const absent = loadSodium(() => {
      throw reason;
    });
    expect(absent).toBe(reason);
    expect(chooseEd25519(absent)).toBe(nodeEd25519);
  });

  it('fall back to node:crypto when the binding loads but does not work', () => {
    const fail = () => {
      throw new TypeError('crypto_sign_detached is not a function');
    };
    const broken = loadSodium(() => ({
      crypto_sign_seed_keypair: () => {},
      crypto_sign_detached: fail,
      crypto_sign_verify_detached: fail,
    }));
    expect(broken).toBeInstanceOf(TypeError);
    expect(chooseEd25519(broken)).toBe(nodeEd25519);
  });

  it('are chosen once', () => {
    expect(ed25519()).toBe(ed25519());
    expect(ed25519().name).toBe(sodium instanceof Error ? 'node' : 'sodium');
  });
});

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
