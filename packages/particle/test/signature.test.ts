import { generateKeyPair as generateLibp2pKeyPair } from '@libp2p/crypto/keys';
import { peerIdFromPrivateKey } from '@libp2p/peer-id';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateKeyPair } from '../src/keys/key-pair.js';
import { formatPeerId } from '../src/keys/peer-id.js';
import type { Particle } from '../src/particle.js';
import { createParticle, signingBytes, verifyParticle, verifySignature } from '../src/signature.js';
import { decodePayload, encodePayload } from '../src/wire/codec.js';
import { errorCode } from './utils/error-code.js';
import { hex } from './utils/msgpack.js';
import { sample } from './utils/sample.js';

const keyPair = generateKeyPair();
const signed = createParticle({ script: '(null)', ttl: 7000, timestampMs: 1_700_000_000_000, keyPair });
const badSignature = { ok: false, code: 'BAD_SIGNATURE', reason: expect.stringContaining(signed.id) };
const undecodable = (reason: RegExp) => ({
  ok: false,
  code: 'UNDECODABLE_KEY',
  reason: expect.stringMatching(reason),
});

describe('createParticle', () => {
  it('makes a new uuid and empty data unless told otherwise', () => {
    const other = createParticle({ script: '', ttl: 1, timestampMs: 2, keyPair });
    expect(signed.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(other.id).not.toBe(signed.id);
    expect(other).toMatchObject({
      timestamp: 2,
      ttl: 1,
      data: new Uint8Array(0),
      initPeerId: keyPair.peerId,
    });
  });

  it.each([
    { id: 'a fractional timestamp', timestampMs: 0.5, ttl: 1 },
    { id: 'a ttl beyond u32', timestampMs: 1, ttl: 2 ** 32 },
  ])('refuses $id', ({ timestampMs, ttl }) => {
    expect(errorCode(() => createParticle({ script: '', ttl, timestampMs, keyPair }))).toBe('OUT_OF_RANGE');
  });
});

describe('signingBytes', () => {
  it('holds the four fields in little endian and UTF-8', () => {
    const bytes = signingBytes({ id: 'ä', timestamp: 0x1_0203_0405_0607, ttl: 0x0a0b_0c0d, script: '≥' });
    expect(Uint8Array.from(bytes)).toEqual(hex('c3a4 0706050403020100 0d0c0b0a e289a5'));
  });
});

describe('verifyParticle', () => {
  it('accepts any particle as it was signed, also after the wire', () => {
    const scripts = fc.string({ unit: 'binary' });
    const ttls = fc.integer({ min: 0, max: 0xffff_ffff });
    fc.assert(
      fc.property(scripts, scripts, fc.maxSafeNat(), ttls, (id, script, timestampMs, ttl) => {
        const particle = createParticle({ id, script, timestampMs, ttl, keyPair });
        expect(verifyParticle(particle)).toEqual({ ok: true });
        const message = decodePayload(encodePayload(particle));
        expect(message.kind === 'particle' && verifyParticle(message.particle)).toEqual({ ok: true });
      }),
    );
  });

  it.each<{ field: string; change: Partial<Particle> }>([
    { field: 'timestamp', change: { timestamp: signed.timestamp + 1 } },
    { field: 'ttl', change: { ttl: signed.ttl + 1 } },
    { field: 'script', change: { script: '(null) ' } },
    { field: 'author', change: { initPeerId: generateKeyPair().peerId } },
    { field: 'signature', change: { signature: new Uint8Array(64) } },
    { field: 'signature (empty)', change: { signature: new Uint8Array(0) } },
    { field: 'signature (one byte more)', change: { signature: Uint8Array.of(...signed.signature, 0) } },
  ])('rejects another $field', ({ change }) => {
    expect(verifyParticle({ ...signed, ...change })).toEqual(badSignature);
  });

  it('rejects another id', () => {
    expect(verifyParticle({ ...signed, id: 'other' })).toMatchObject({ code: 'BAD_SIGNATURE' });
  });

  it('does not cover data', () => {
    expect(verifyParticle({ ...signed, data: Uint8Array.of(1) })).toEqual({ ok: true });
  });

  it('accepts secp256k1 signatures by libp2p and rejects damaged ones', async () => {
    const key = await generateLibp2pKeyPair('secp256k1');
    const initPeerId = peerIdFromPrivateKey(key).toString();
    const signature = await key.sign(signingBytes(sample));
    const particle = { ...sample, initPeerId, signature };
    expect(verifyParticle(particle)).toEqual({ ok: true });
    expect(verifyParticle({ ...particle, ttl: 1 })).toMatchObject({ code: 'BAD_SIGNATURE' });
    for (const damaged of [new Uint8Array(0), new Uint8Array(70), signature.subarray(1)]) {
      expect(verifyParticle({ ...particle, signature: damaged })).toMatchObject({ code: 'BAD_SIGNATURE' });
    }
  });

  it('calls RSA ids undecodable', async () => {
    const initPeerId = peerIdFromPrivateKey(await generateLibp2pKeyPair('RSA', 2048)).toString();
    expect(verifyParticle({ ...signed, initPeerId })).toEqual(undecodable(/hash/));
    expect(errorCode(() => verifySignature(initPeerId, new Uint8Array(1), new Uint8Array(64)))).toBe(
      'UNDECODABLE_KEY',
    );
  });

  it.each([
    { id: 'no peer id', initPeerId: 'nobody', reason: /not a peer id/ },
    { id: 'an unknown kind of key', initPeerId: '11', reason: /neither/ },
    {
      id: 'a point off the curve',
      initPeerId: formatPeerId(new Uint8Array(33), 'secp256k1'),
      reason: /no point/,
    },
    {
      id: 'an ed25519 key of order one',
      initPeerId: formatPeerId(hex(`01${'00'.repeat(31)}`)),
      reason: /weak/,
    },
  ])('calls $id undecodable, every time', ({ initPeerId, reason }) => {
    expect(verifyParticle({ ...signed, initPeerId })).toEqual(undecodable(reason));
    expect(verifyParticle({ ...signed, initPeerId })).toEqual(undecodable(reason));
  });
});
