import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PAYLOAD_BYTES } from '../../src/constants.js';
import { decodePayload, encodePayload } from '../../src/wire/codec.js';
import { encodeFrame, FrameReader } from '../../src/wire/frame.js';
import { anyParticle } from '../utils/arbitraries.js';
import { errorCode } from '../utils/error-code.js';
import { hex } from '../utils/msgpack.js';
import { readable, readableMessage } from '../utils/readable.js';
import { sample } from '../utils/sample.js';

/** Payloads and the final error (or none) of a whole stream cut at the given places. */
function readAll(stream: Uint8Array, cuts: readonly number[], maxPayloadBytes: number) {
  const reader = new FrameReader({ maxPayloadBytes });
  const payloads: Uint8Array[] = [];
  const places = [...new Set(cuts.map((cut) => cut % (stream.length + 1)))].sort((a, b) => a - b);
  const error = errorCode(() => {
    let from = 0;
    for (const to of [...places, stream.length]) {
      payloads.push(...reader.push(stream.subarray(from, to)).map((payload) => Uint8Array.from(payload)));
      from = to;
    }
    reader.end();
  });
  return { payloads, error };
}

const frameOf = (size: number, fill = 1) => {
  const head = size < 0x80 ? [size] : [(size & 0x7f) | 0x80, size >> 7];
  return Buffer.concat([Buffer.from(head), Buffer.alloc(size, fill)]);
};

describe('encodeFrame', () => {
  it('is the payload behind its length', () => {
    const frame = encodeFrame(sample);
    const payload = encodePayload(sample);
    expect(frame[0]! & 0x80).toBe(0x80);
    expect((frame[0]! & 0x7f) + frame[1]! * 0x80).toBe(payload.length);
    expect(frame.subarray(2)).toEqual(payload);
    expect(frame.buffer.byteLength).toBe(frame.length);
  });

  it('refuses a particle above the limit', () => {
    const maxPayloadBytes = encodePayload(sample).length;
    expect(encodeFrame(sample, { maxPayloadBytes })).toEqual(encodeFrame(sample));
    const run = () => encodeFrame(sample, { maxPayloadBytes: maxPayloadBytes - 1 });
    expect(errorCode(run)).toBe('FRAME_TOO_LARGE');
  });
});

describe('FrameReader', () => {
  it('gives back any particle', () => {
    fc.assert(
      fc.property(anyParticle, (particle) => {
        const reader = new FrameReader();
        const payloads = reader.push(encodeFrame(particle));
        reader.end();
        expect(payloads.map(decodePayload).map(readableMessage)).toEqual([readable(particle)]);
      }),
    );
  });

  it('reads the same payloads and the same error whatever the chunking', () => {
    const frames = fc.array(fc.integer({ min: 3, max: 300 }).map(frameOf), { maxLength: 4 });
    const tails = fc.oneof(fc.constant(hex('')), fc.uint8Array({ maxLength: 12 }), fc.constant(hex('8000')));
    const cuts = fc.array(fc.nat(1500), { maxLength: 40 });
    fc.assert(
      fc.property(frames, tails, cuts, (good, tail, places) => {
        const stream = Buffer.concat([...good, tail]);
        const whole = readAll(stream, [], 400);
        expect(readAll(stream, places, 400)).toEqual(whole);
        expect(readAll(stream, [...stream.keys()], 400)).toEqual(whole);
        expect(whole.payloads.slice(0, good.length).map((p) => p.length)).toEqual(good.map(sizeIn));
      }),
      { numRuns: 300 },
    );
  });

  it('grows with the bytes that arrive, not with the announced size', () => {
    const before = process.memoryUsage().arrayBuffers;
    const readers = Array.from({ length: 200 }, () => new FrameReader());
    // 99 MiB, announced two hundred times, with ten bytes each.
    for (const reader of readers) {
      reader.push(hex('80 80 c0 31'));
      reader.push(new Uint8Array(10));
      expect(reader.pendingBytes).toBe(14);
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });

  it('reads a large frame that arrives in small chunks', () => {
    const data = Uint8Array.from({ length: 1_000_000 }, (_, i) => (i * 31) & 0xff);
    const frame = encodeFrame({ ...sample, data });
    const reader = new FrameReader();
    const payloads: Uint8Array[] = [];
    for (let at = 0; at < frame.length; at += 1777)
      payloads.push(...reader.push(frame.subarray(at, at + 1777)));
    const message = decodePayload(payloads[0]!);
    if (message.kind !== 'particle') throw new Error('expected a particle');
    expect(Buffer.from(message.particle.data).equals(data)).toBe(true);
  });

  it('returns good frames before a fault in the same chunk, and the fault afterwards', () => {
    const reader = new FrameReader({ maxPayloadBytes: 10 });
    expect(reader.push(Buffer.concat([frameOf(5), frameOf(11)]))).toHaveLength(1);
    expect(errorCode(() => reader.push(frameOf(5)))).toBe('FRAME_TOO_LARGE');
    expect(errorCode(() => reader.end())).toBe('FRAME_TOO_LARGE');
  });

  it('accepts a frame of exactly the limit and ends cleanly between frames', () => {
    const reader = new FrameReader({ maxPayloadBytes: 200 });
    expect(reader.push(frameOf(200))).toHaveLength(1);
    expect(reader.pendingBytes).toBe(0);
    expect(() => reader.end()).not.toThrow();
  });

  it.each([
    { id: 'one byte above 100 MiB', stream: hex('81 80 80 32'), code: 'FRAME_TOO_LARGE' },
    { id: 'a length of six bytes', stream: hex('80 80 80 80 80 01'), code: 'BAD_FRAME_LENGTH' },
    { id: 'a length padded with a zero', stream: hex('85 00'), code: 'BAD_FRAME_LENGTH' },
    { id: 'an empty frame', stream: hex('00'), code: 'BAD_FRAME_LENGTH' },
    { id: 'a frame too short for a particle', stream: hex('02 81 04'), code: 'BAD_FRAME_LENGTH' },
    { id: 'the end inside a length', stream: hex('80'), code: 'FRAME_TRUNCATED' },
    { id: 'the end inside a payload', stream: hex('05 81 04'), code: 'FRAME_TRUNCATED' },
  ])('refuses $id', ({ stream, code }) => {
    expect(readAll(stream, [], MAX_PAYLOAD_BYTES).error).toBe(code);
  });

  it('does not refuse 100 MiB before it has arrived', () => {
    const reader = new FrameReader();
    expect(reader.push(hex('80 80 80 32'))).toEqual([]);
    expect(reader.pendingBytes).toBe(4);
  });
});

function sizeIn(frame: Uint8Array): number {
  return frame.length - (frame.length > 0x80 ? 2 : 1);
}
