import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nobleEd25519 } from '../../src/keys/ed25519.browser.js';
import { chooseEd25519, type Ed25519, ed25519, loadSodium, nodeEd25519 } from '../../src/keys/ed25519.js';
import { hex } from '../utils/msgpack.js';
import { vectors } from '../utils/vectors.js';

const sodium = loadSodium();
const others: Ed25519[] = sodium instanceof Error ? [nobleEd25519] : [nobleEd25519, sodium];
const backends: Ed25519[] = [nodeEd25519, ...others];
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

describe('the implementations', () => {
  it.each(others)('give the same keys and signatures: $name and node', (other) => {
    fc.assert(
      fc.property(seeds, messages, (seed, message) => {
        expect(other.publicKeyOf(seed)).toEqual(nodeEd25519.publicKeyOf(seed));
        expect(other.signer(seed)(message)).toEqual(nodeEd25519.signer(seed)(message));
      }),
      { numRuns: 50 },
    );
  });

  it('in JavaScript takes a key that is no point of the curve for one that signed nothing', () => {
    const offCurve = hex(`02${'00'.repeat(31)}`);
    expect(nobleEd25519.verifier(offCurve)(new Uint8Array(1), new Uint8Array(64))).toBe(false);
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
