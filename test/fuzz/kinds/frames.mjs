// Bytes of a stream, as a stranger may send them: good frames, damaged ones, hostile MessagePack.
import assert from 'node:assert/strict';
import {
  createParticle,
  decodePayload,
  encodeFrame,
  encodePayload,
  FrameReader,
  keyPairFromSeed,
  verifyParticle,
} from '@noctiluca/particle';
import { mutateBytes } from '../mutate.mjs';
import { codeOf } from '../typed-error.mjs';

const KEYS = ['action', 'id', 'init_peer_id', 'timestamp', 'ttl', 'script', 'signature', 'data'];
const HEADS = [
  0xc0, 0xc1, 0xc4, 0xc6, 0xca, 0xcb, 0xcc, 0xcf, 0xd3, 0xd9, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0xd4, 0xc9,
];

export async function create() {
  const keyPairs = [0, 1, 2].map((fill) => keyPairFromSeed(new Uint8Array(32).fill(fill)));

  function goodFrame(random) {
    const particle = createParticle({
      script: random.chance(0.5) ? '(null)' : `(seq (null) (null))${' '.repeat(random.below(600))}`,
      ttl: random.below(2 ** 32),
      timestampMs: random.below(2 ** 45),
      keyPair: random.pick(keyPairs),
    });
    return encodeFrame({ ...particle, data: random.bytes(random.below(200)) });
  }

  return {
    make(random) {
      const form = random.below(5);
      const good = form < 4 ? goodFrame(random) : undefined;
      const bytes =
        form === 0
          ? good
          : form < 3
            ? mutateBytes(random, good)
            : form === 3
              ? join([good, mutateBytes(random, good), good])
              : framed(random, hostilePayload(random));
      return { chunks: chunksOf(random, bytes), maxPayloadBytes: random.chance(0.2) ? 64 : undefined };
    },
    run({ chunks, maxPayloadBytes }) {
      try {
        return read(chunks, maxPayloadBytes);
      } catch (error) {
        return codeOf(error);
      }
    },
    async close() {},
  };
}

function read(chunks, maxPayloadBytes) {
  const reader = new FrameReader(maxPayloadBytes === undefined ? {} : { maxPayloadBytes });
  let outcome = 'no-frame';
  for (const chunk of chunks) {
    for (const payload of reader.push(chunk)) outcome = judge(payload);
  }
  reader.end();
  return outcome;
}

/** What was read means one thing: written again, it reads the same. */
function judge(payload) {
  const message = decodePayload(payload);
  if (message.kind !== 'particle') return message.kind;
  assert.deepEqual(decodePayload(encodePayload(message.particle)), message);
  const verdict = verifyParticle(message.particle);
  return verdict.ok ? 'verified' : `${verdict.code}`;
}

function chunksOf(random, bytes) {
  const chunks = [];
  for (let at = 0; at < bytes.length; ) {
    const size = random.chance(0.5) ? bytes.length : 1 + random.below(40);
    chunks.push(bytes.slice(at, at + size));
    at += size;
  }
  return chunks;
}

function framed(random, payload) {
  const announced = random.chance(0.1) ? random.below(2 ** 28) : payload.length;
  return join([uleb(announced), payload]);
}

function hostilePayload(random) {
  const size = random.below(12);
  const parts = [[0x81, 0x04], [random.chance(0.9) ? 0x80 | size : random.pick(HEADS)]];
  for (let left = size; left > 0; left--) {
    const key = random.pick(KEYS);
    parts.push([0xa0 | key.length], new TextEncoder().encode(key), hostileValue(random, 0));
  }
  return join(parts);
}

function hostileValue(random, depth) {
  const form = random.below(depth > 6 ? 4 : 6);
  if (form === 0) return [random.below(0x80)];
  if (form === 1) return [0xa8, ...new TextEncoder().encode('Particle')];
  if (form === 2) return [random.pick(HEADS), ...random.bytes(random.below(12))];
  if (form === 3) return [0xc4, 3, ...random.bytes(3)];
  if (form === 4) return new Uint8Array(random.chance(0.05) ? 100_000 : random.below(2_000)).fill(0x91);
  return join([[0x92], hostileValue(random, depth + 1), hostileValue(random, depth + 1)]);
}

function uleb(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 0x80);
  return [...bytes, value];
}

function join(parts) {
  return new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
}
