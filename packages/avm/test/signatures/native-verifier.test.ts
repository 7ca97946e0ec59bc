import { createHash } from 'node:crypto';
import { loadSodium, nodeEd25519 } from '@noctiluca/particle/ed25519';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { NativeVerifier } from '../../src/signatures/native-verifier.js';
import { SigningKey } from '../../src/signatures/signing-key.js';
import { add, BASE, decode, encode, littleEndian, number, ORDER, times } from '../utils/edwards.js';
import { stockVerify, type Verify } from '../utils/stock-ed25519.js';

/** The points whose order divides 8, and what else decodes to them. */
const SMALL = [
  `01${'00'.repeat(31)}`,
  `01${'00'.repeat(30)}80`,
  `ec${'ff'.repeat(30)}7f`,
  `ec${'ff'.repeat(31)}`,
  '00'.repeat(32),
  `${'00'.repeat(31)}80`,
  `ed${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(31)}`,
  `ee${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(31)}`,
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
].map((text) => Uint8Array.from(Buffer.from(text, 'hex')));

const sodium = loadSodium();
const libraries = [nodeEd25519, ...(sodium instanceof Error ? [] : [sodium])];
let stock: Verify;
beforeAll(async () => {
  stock = await stockVerify();
});

function says(verifier: NativeVerifier, ...given: Parameters<Verify>): boolean {
  try {
    return verifier.isGood(...given);
  } catch {
    // An error is no yes.
    return false;
  }
}

const join = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
const hash = (...parts: Uint8Array[]) =>
  number(
    createHash('sha512')
      .update(join(...parts))
      .digest(),
  );

describe.each(libraries)('a signature that $name and ed25519-dalek are asked about', (library) => {
  const verifier = new NativeVerifier(library);

  /** What the stock code says; OpenSSL says the same, and libsodium no yes that it does not. */
  function both(...given: Parameters<Verify>): boolean {
    const expected = stock(...given);
    const said = says(verifier, ...given);
    if (library.name === 'node' || said) expect(said).toBe(expected);
    return expected;
  }

  it('is good to both when it is the key’s', () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(bytes, fc.uint8Array({ maxLength: 300 }), (seed, message) => {
        const key = new SigningKey(seed, library);
        expect(says(verifier, key.sign(message), key.publicKey, message)).toBe(true);
        expect(both(key.sign(message), key.publicKey, message)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('is bad to both with a bit of it, of the key or of the message changed', () => {
    const key = new SigningKey(new Uint8Array(32).fill(7));
    const message = Uint8Array.from(Buffer.from('a message'));
    const good = join(key.sign(message), key.publicKey, message);
    for (let bit = 0; bit < good.length * 8; bit += 1) {
      const changed = good.slice();
      changed[bit >> 3] = changed[bit >> 3]! ^ (1 << (bit & 7));
      expect(both(changed.slice(0, 64), changed.slice(64, 96), changed.slice(96))).toBe(false);
    }
  });

  it('is bad to both with the order added to its scalar', () => {
    const key = new SigningKey(new Uint8Array(32).fill(8));
    const message = new Uint8Array(20);
    const good = key.sign(message);
    for (let factor = 1n; factor < 16n; factor += 1n) {
      const scalar = number(good.subarray(32)) + factor * ORDER;
      if (scalar >= 2n ** 256n) break;
      expect(both(join(good.slice(0, 32), littleEndian(scalar)), key.publicKey, message)).toBe(false);
    }
  });

  it('is the same to both for keys and R of small order, however they are encoded', () => {
    const scalars = [0n, 1n, ORDER - 1n, ORDER, 2n ** 255n].map((scalar) => littleEndian(scalar));
    let good = 0;
    for (const publicKey of SMALL) {
      for (const r of SMALL) {
        for (const [i, scalar] of scalars.entries()) {
          for (let n = 0; n < (i === 0 ? 12 : 1); n += 1) {
            if (both(join(r, scalar), publicKey, Uint8Array.of(n))) good += 1;
          }
        }
      }
    }
    expect(good).toBeGreaterThan(50);
  });

  it('is the same to both for keys with a part of small order', () => {
    const secret = 123_456_789n;
    const nonce = 987_654_321n;
    const r = encode(times(nonce, BASE));
    const said = { true: 0, false: 0 };
    for (const small of SMALL.filter((_, i) => i > 8)) {
      const publicKey = encode(add(times(secret, BASE), decode(small)));
      for (let n = 0; n < 24; n += 1) {
        const message = Uint8Array.of(n);
        const scalar = (nonce + (hash(r, publicKey, message) % ORDER) * secret) % ORDER;
        said[`${both(join(r, littleEndian(scalar)), publicKey, message)}`] += 1;
      }
    }
    expect(said.true).toBeGreaterThan(5);
    expect(said.false).toBeGreaterThan(5);
  });
});
