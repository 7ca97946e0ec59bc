import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase58 } from '../../src/keys/encodings.js';
import { fromBase58Sk, fromBase64Sk, fromOpts, KeyPair } from '../../src/keys/key-pair.js';
import { keys } from '../utils/js-client.js';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('a key pair', () => {
  it('of a seed is that of js-client: ids, public key, signatures', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.uint8Array({ maxLength: 100 }), async (seed, message) => {
        const ours = await KeyPair.fromEd25519SK(seed);
        const theirs = await keys.KeyPair.fromEd25519SK(seed);
        expect(ours.getPeerId()).toBe(theirs.getPeerId());
        expect(ours.getLibp2pPeerId().toString()).toBe(theirs.getLibp2pPeerId().toString());
        expect([...ours.getLibp2pPeerId().toBytes()]).toEqual([...theirs.getLibp2pPeerId().toBytes()]);
        expect([...ours.getPublicKey()]).toEqual([...theirs.getPublicKey()]);
        expect([...ours.toEd25519PrivateKey()]).toEqual([...seed]);
        const signature = await ours.signBytes(message);
        expect([...signature]).toEqual([...(await theirs.signBytes(message))]);
        expect(await theirs.verify(message, signature)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('knows its own signatures from others', async () => {
    const [mine, other] = [await KeyPair.randomEd25519(), await KeyPair.randomEd25519()];
    const message = new TextEncoder().encode('hello');
    const signature = await mine.signBytes(message);
    expect(await mine.verify(message, signature)).toBe(true);
    expect(await other.verify(message, signature)).toBe(false);
    expect(await KeyPair.verifyWithPublicKey(mine.getPublicKey(), message, signature)).toBe(true);
    expect(await KeyPair.verifyWithPublicKey(other.getPublicKey(), message, signature)).toBe(false);
  });

  it('is read from base64 and base58, and made by chance', async () => {
    const seed = new Uint8Array(32).map((_, i) => i * 7);
    const { peerId } = { peerId: (await KeyPair.fromEd25519SK(seed)).getPeerId() };
    expect((await fromBase64Sk(Buffer.from(seed).toString('base64'))).getPeerId()).toBe(peerId);
    expect((await fromBase64Sk(Buffer.from(seed).toString('base64url'))).getPeerId()).toBe(peerId);
    expect((await fromBase58Sk(encodeBase58(seed))).getPeerId()).toBe(peerId);
    expect((await fromOpts({ type: 'Ed25519', source: seed })).getPeerId()).toBe(peerId);
    const [a, b] = [
      await fromOpts({ type: 'Ed25519', source: 'random' }),
      await fromOpts({ type: 'Ed25519', source: 'random' }),
    ];
    expect(a.getPeerId()).not.toBe(b.getPeerId());
  });

  it('is not made of a damaged secret, and does not quote it', async () => {
    await expect(KeyPair.fromEd25519SK(new Uint8Array(31))).rejects.toMatchObject({ code: 'BAD_KEY' });
    const error = await Promise.resolve()
      .then(() => fromBase58Sk('0OIl-secret'))
      .catch((reason: Error) => reason);
    expect(String(error)).toMatch(/Non-base58/);
    expect(String(error)).not.toContain('secret');
  });

  it('does not show its secret when it is printed', async () => {
    const seed = new Uint8Array(32).fill(0xab);
    const pair = await KeyPair.fromEd25519SK(seed);
    const { inspect } = await import('node:util');
    expect(inspect(pair, { depth: 10, showHidden: true })).not.toMatch(/171|abab/i);
    expect(JSON.stringify(pair)).not.toMatch(/171|abab/i);
  });
});
