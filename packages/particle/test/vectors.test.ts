import { describe, expect, it } from 'vitest';
import { parseKey } from '../src/keys/key-pair.js';
import { createParticle, signingBytes, verifyParticle } from '../src/signature.js';
import { decodePayload } from '../src/wire/codec.js';
import { FrameReader } from '../src/wire/frame.js';
import { hex, pack } from './utils/msgpack.js';
import { frameFacts, vectors } from './utils/vectors.js';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('the published signature vector', () => {
  const keyPair = parseKey(vectors.secretKey);

  it('has this peer id', () => {
    expect(keyPair.peerId).toBe(vectors.peerId);
  });

  it('signs a message so', () => {
    expect(base64(keyPair.sign(Buffer.from(vectors.message)))).toBe(vectors.messageSignature);
  });

  it('covers these bytes of a particle', () => {
    expect(base64(signingBytes(vectors.particle))).toBe(vectors.signedBytes);
  });

  it('signs and verifies the particle', () => {
    const { timestamp: timestampMs, ...rest } = vectors.particle;
    const particle = createParticle({ ...rest, timestampMs, keyPair });
    expect(base64(particle.signature)).toBe(vectors.particleSignature);
    expect(verifyParticle(particle)).toEqual({ ok: true });
  });
});

describe("a frame in the form of nox's decoding vector", () => {
  // The published bytes are not repeated in the spec: this is a frame with its facts and its form (int array, ttl 0).
  const signature = Uint8Array.from({ length: 64 }, (_, i) => (i * 5) & 0xff);
  const text = (key: string, value: string) => [pack(key), pack(value)];
  const payload = Buffer.concat([
    hex('81 04 88'),
    ...text('action', 'Particle'),
    ...text('id', frameFacts.id),
    ...text('init_peer_id', frameFacts.initPeerId),
    ...[pack('timestamp'), hex('cf 0000018bf22a95d3')],
    ...[pack('ttl'), hex('00')],
    ...text('script', '(null)'),
    ...[pack('signature'), hex('dc 00 40'), ...[...signature].map((byte) => pack(byte))],
    ...[pack('data'), hex('c4 00')],
  ]);
  const frame = Buffer.concat([Buffer.of((payload.length & 0x7f) | 0x80, payload.length >> 7), payload]);

  it('decodes to its facts', () => {
    const messages = new FrameReader().push(frame).map(decodePayload);
    const particle = { ...frameFacts, script: '(null)', signature, data: new Uint8Array(0) };
    expect(messages).toEqual([{ kind: 'particle', particle }]);
  });
});
