import { describe, expect, it } from 'vitest';
import { generateKeyPair } from '../src/keys/key-pair.js';
import { createParticle, signingBytes, verifyParticle } from '../src/signature.js';
import { decodePayload, encodePayload } from '../src/wire/codec.js';
import { encodeFrame, FrameReader } from '../src/wire/frame.js';
import { readable, readableMessage } from './utils/readable.js';

/** What js-client 0.9's particle module offers; it is not among its package exports, hence the path. */
interface JsParticle {
  readonly id: string;
  readonly timestamp: number;
  readonly ttl: number;
  readonly script: string;
  readonly initPeerId: string;
  readonly signature: Uint8Array;
  readonly data: Uint8Array;
}
interface JsKeyPair {
  getPeerId(): string;
  signBytes(message: Uint8Array): Promise<Uint8Array>;
  verify(message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}
interface ParticleModule {
  Particle: {
    deserialize(bytes: Uint8Array): JsParticle;
    createNew(
      script: string,
      peerId: string,
      ttl: number,
      key: JsKeyPair,
      id?: string,
      timestamp?: number,
      data?: Uint8Array,
    ): Promise<JsParticle>;
  };
  serializeParticle(particle: JsParticle): Uint8Array;
  buildParticleMessage(particle: Pick<JsParticle, 'id' | 'timestamp' | 'ttl' | 'script'>): Uint8Array;
}
interface KeyPairModule {
  fromBase64Sk(secret: string): Promise<JsKeyPair>;
}

const dist = new URL('../../../node_modules/@fluencelabs/js-client/dist/', import.meta.url);
const { Particle, serializeParticle, buildParticleMessage }: ParticleModule = await import(
  new URL('particle/Particle.js', dist).href
);
const { fromBase64Sk }: KeyPairModule = await import(new URL('keypair/index.js', dist).href);

const keyPair = generateKeyPair();
const jsKeyPair = await fromBase64Sk(Buffer.from(keyPair.seed).toString('base64'));
const script = '(call %init_peer_id% ("op" "größer ≥ 🦑") [] x)\n'.repeat(40);
const allBytes = Uint8Array.from({ length: 70_000 }, (_, i) => i & 0xff);

describe('js-client 0.9', () => {
  it.each([
    { id: 'no data', data: new Uint8Array(0) },
    { id: 'little data', data: allBytes.subarray(0, 300) },
    { id: 'much data', data: allBytes },
  ])('reads our particle with $id', ({ data }) => {
    const particle = createParticle({ script, ttl: 7000, timestampMs: Date.now(), keyPair, data });
    expect(readable({ ...Particle.deserialize(encodePayload(particle)) })).toEqual(readable(particle));
  });

  it('takes our signature for its own', async () => {
    const particle = createParticle({ script, ttl: 7000, timestampMs: Date.now(), keyPair });
    expect(jsKeyPair.getPeerId()).toBe(keyPair.peerId);
    expect(await jsKeyPair.verify(buildParticleMessage(particle), particle.signature)).toBe(true);
    expect(Uint8Array.from(signingBytes(particle))).toEqual(Uint8Array.from(buildParticleMessage(particle)));
  });

  it.each([
    { id: 'no data', data: new Uint8Array(0) },
    { id: 'little data', data: allBytes.subarray(0, 300) },
    { id: 'much data', data: allBytes },
  ])('writes a particle with $id that we read and verify', async ({ data }) => {
    const theirs = await Particle.createNew(
      script,
      keyPair.peerId,
      7000,
      jsKeyPair,
      undefined,
      undefined,
      data,
    );
    const payload = serializeParticle(theirs);
    const message = decodePayload(payload);
    expect(readableMessage(message)).toEqual(readable({ ...theirs }));
    expect(message.kind === 'particle' && verifyParticle(message.particle)).toEqual({ ok: true });
  });

  it('understands our frames by its own length prefix', async () => {
    const { decode, encode } = await import('it-length-prefixed');
    const particle = createParticle({ script, ttl: 7000, timestampMs: Date.now(), keyPair });
    const frame = encodeFrame(particle);
    const [read] = [...decode([frame])];
    expect(Particle.deserialize(read!.subarray()).id).toBe(particle.id);
    const theirs = [...encode([encodePayload(particle)])].flatMap((part) => [...part.subarray()]);
    expect(theirs).toEqual([...frame]);
    expect(new FrameReader().push(Uint8Array.from(theirs))).toHaveLength(1);
  });
});
