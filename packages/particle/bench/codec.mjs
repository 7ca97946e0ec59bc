// Codec and signatures: µs per operation (median of rounds) and the ratio to other libraries. Run on a built package:
//   npx tsc -b packages/particle && node packages/particle/bench/codec.mjs
// @msgpack/msgpack is no dependency; when it is installed elsewhere say where: MSGPACK_DIR=/dir/with/node_modules
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { Packr } from 'msgpackr';
import {
  createParticle,
  decodePayload,
  encodeFrame,
  encodePayload,
  generateKeyPair,
  loadSodium,
  nodeEd25519,
  signingBytes,
} from '../dist/index.js';

const ROUNDS = 15;
const BIGINT = { useBigInt64: true };
const PREFIX = Buffer.of(0x81, 0x04);

/** Median over rounds of the mean time of one call, µs. */
function measure(fn, roundMs = 40) {
  let calls = 1;
  for (let spent = 0; spent < roundMs; ) {
    const start = performance.now();
    for (let i = 0; i < calls; i++) fn();
    spent = performance.now() - start;
    if (spent < roundMs)
      calls = Math.max(calls + 1, Math.ceil((calls * roundMs * 1.1) / Math.max(spent, 0.01)));
  }
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let i = 0; i < calls; i++) fn();
    times.push(((performance.now() - start) * 1000) / calls);
  }
  return times.sort((a, b) => a - b)[ROUNDS >> 1];
}

function row(name, us, base, than = 'ours') {
  const ratio = base === undefined ? '' : `${(us / base).toFixed(2)} x ${than}`;
  console.log(`  ${name.padEnd(44)} ${us.toFixed(2).padStart(10)} µs  ${ratio}`);
}

function otherCodecs() {
  const packr = new Packr({ useRecords: false, mapsAsObjects: true, int64AsType: 'number' });
  const codecs = [['msgpackr', (o) => packr.pack(o), (b) => packr.unpack(b)]];
  try {
    const from = process.env.MSGPACK_DIR ? `${process.env.MSGPACK_DIR}/` : import.meta.url;
    const { encode, decode } = createRequire(from)('@msgpack/msgpack');
    codecs.push(['@msgpack/msgpack', (o) => encode(o, BIGINT), decode]);
  } catch {
    console.log('@msgpack/msgpack is not installed: left out');
  }
  return codecs;
}

// msgpackr writes numbers above 2^32 as float64, which is no integer form: only a BigInt makes it write what nox reads.
const wire = (p) => ({
  action: 'Particle',
  id: p.id,
  init_peer_id: p.initPeerId,
  timestamp: BigInt(p.timestamp),
  ttl: p.ttl,
  script: p.script,
  signature: p.signature,
  data: p.data,
});
const withPrefix = (bytes) => Buffer.concat([PREFIX, bytes]);

/** What a library's reading lacks to be as safe as ours: types, ranges, well-formed text, bytes of their own. */
function checked(value) {
  const p = { ...value, timestamp: Number(value.timestamp) };
  const texts = ['action', 'id', 'init_peer_id', 'script'].every((key) => typeof p[key] === 'string');
  const numbers = ['timestamp', 'ttl'].every((key) => Number.isSafeInteger(p[key]) && p[key] >= 0);
  if (!texts || !numbers || !p.id.isWellFormed() || !p.script.isWellFormed()) throw new Error('bad particle');
  return { ...p, signature: Uint8Array.from(p.signature), data: Uint8Array.from(p.data) };
}

function benchCodec(title, particle, others) {
  console.log(`\n${title}`);
  const payload = encodePayload(particle);
  const encodeUs = measure(() => encodePayload(particle));
  const decodeUs = measure(() => decodePayload(payload));
  row('encode, ours', encodeUs);
  row(
    'encode as frame, ours',
    measure(() => encodeFrame(particle)),
    encodeUs,
  );
  for (const [name, encode] of others) {
    row(
      `encode, ${name}`,
      measure(() => withPrefix(encode(wire(particle)))),
      encodeUs,
    );
  }
  row('decode bin, ours (every check)', decodeUs);
  for (const [name, , decode] of others) {
    row(
      `decode bin, ${name} (no checks)`,
      measure(() => decode(payload.subarray(2))),
      decodeUs,
    );
  }
  for (const [name, , decode] of others) {
    row(
      `decode bin, ${name} (some checks)`,
      measure(() => checked(decode(payload.subarray(2)))),
      decodeUs,
    );
  }
  const ints = { ...wire(particle), signature: [...particle.signature], data: Array.from(particle.data) };
  const asInts = withPrefix(others[0][1](ints));
  const intsUs = measure(() => decodePayload(asInts));
  row('decode int arrays, ours', intsUs);
  for (const [name, , decode] of others) {
    const us = measure(() => checked(decode(asInts.subarray(2))));
    row(`decode int arrays, ${name}`, us, intsUs);
  }
}

function benchSignatures(particle, keyPair) {
  const message = signingBytes(particle);
  console.log(`\ned25519 over ${message.length} bytes`);
  const sodium = loadSodium();
  if (sodium instanceof Error) console.log(`  sodium-native does not load: ${sodium.message}`);
  const backends = sodium instanceof Error ? [nodeEd25519] : [sodium, nodeEd25519];
  let base = {};
  for (const ed25519 of backends) {
    const sign = ed25519.signer(keyPair.seed);
    const verify = ed25519.verifier(keyPair.publicKey);
    const us = {
      sign: measure(() => sign(message)),
      verify: measure(() => verify(message, particle.signature)),
    };
    row(`sign, ${ed25519.name}`, us.sign, base.sign, backends[0].name);
    row(`verify, ${ed25519.name}`, us.verify, base.verify, backends[0].name);
    base = ed25519 === backends[0] ? us : base;
  }
}

const keyPair = generateKeyPair();
const make = (scriptBytes, dataBytes) =>
  createParticle({
    script: '(call %init_peer_id% ("peer" "timestamp_ms") [] x)\n'.repeat(scriptBytes).slice(0, scriptBytes),
    ttl: 7000,
    timestampMs: Date.now(),
    keyPair,
    data: Uint8Array.from({ length: dataBytes }, (_, i) => (i * 151) & 0xff),
  });

const others = otherCodecs();
console.log(`node ${process.version}`);
const small = make(822, 1230);
benchCodec(`particle of ${encodePayload(small).length} bytes`, small, others);
benchCodec('particle of 2 MiB (data)', make(822, 2 * 1024 * 1024), others);
benchSignatures(small, keyPair);
