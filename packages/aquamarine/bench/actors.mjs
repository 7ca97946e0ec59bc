/**
 * Processor time per particle in this package: everything between the network's hand-over and the network's send,
 * without AVM, signature and network, which are stand-ins that answer at once. One call and one next peer per particle.
 *
 *   npx tsc -b && node bench/actors.mjs [particles] [alive ...]
 */
import { generateKeyPair, signParticle } from '@noctiluca/particle';
import { createAquamarine } from '../dist/index.js';

const [particles = 20_000, ...alive] = process.argv.slice(2).map(Number);
const levels = alive.length > 0 ? alive : [10, 10_000];
const ROUND = 10;
const data = new Uint8Array(1_500).fill(7);
const keyPair = generateKeyPair();
const client = generateKeyPair();
const exceeded = { air: false, particle: false, callResult: false };
const call = {
  id: 1,
  serviceId: 'op',
  functionName: 'identity',
  args: ['x'],
  tetraplets: [[{ peer_pk: client.peerId, service_id: '', function_name: '', lens: '' }]],
};
const first = { retCode: 0, errorMessage: '', data, nextPeerIds: [], callRequests: [call], exceeded };
const second = {
  retCode: 0,
  errorMessage: '',
  data,
  nextPeerIds: [client.peerId],
  callRequests: [],
  exceeded,
};

const avm = { run: async (request) => (request.callResults.size === 0 ? first : second) };
const host = { call: async () => ({ kind: 'ok', json: '"x"' }), scopeOf: () => undefined };
let onSent;
let sent = 0;
const contact = { how: 'Local', contact: { peerId: client.peerId, addresses: [] } };
const network = {
  isConnected: () => true,
  newestConnection: () => 0,
  onConnectionEvent: () => () => {},
  resolveContact: async () => contact,
  async send() {
    sent++;
    if (sent % ROUND === 0) onSent();
    return { status: 'ok', bytes: data.length };
  },
  notify() {},
};
const address = { prefix: '192.0.2.0/24', site: '192.0.0.0/16' };

/** Signatures are unique and unverified: verifying is measured by the particle package. */
function makeParticles(count, nowMs, ttl) {
  const signed = signParticle({ id: '', timestamp: nowMs, ttl, script: '(null)'.repeat(50), data }, client);
  return Array.from({ length: count }, (_, i) => {
    const signature = new Uint8Array(signed.signature);
    new DataView(signature.buffer).setUint32(0, i);
    return { ...signed, id: `particle-${i}`, signature };
  });
}

async function ingestAll(aquamarine, list) {
  for (let at = 0; at < list.length; at += ROUND) {
    const done = new Promise((resolve) => {
      onSent = resolve;
    });
    for (const particle of list.slice(at, at + ROUND)) {
      void aquamarine.ingest({ particle, from: client.peerId, address, bytes: data.length });
    }
    await done;
  }
}

/** Keeps `level` actors alive the whole time: each round of the clock lets as many expire as come. */
async function measure(level) {
  let nowMs = 1_700_000_000_000;
  let timer;
  const clock = {
    nowMs: () => nowMs,
    monotonicMs: () => performance.now(),
    schedule(run, delayMs) {
      timer = { run, atMs: nowMs + delayMs };
      return () => {
        timer = undefined;
      };
    },
  };
  const tick = (ms) => {
    nowMs += ms;
    while (timer !== undefined && timer.atMs <= nowMs) {
      const { run } = timer;
      timer = undefined;
      run();
    }
  };
  const aquamarine = createAquamarine(
    { keyPair },
    { avm, host, network, clock, verify: () => ({ ok: true }) },
  );
  await aquamarine.start(new AbortController().signal);
  const stepMs = 100;
  const ttl = Math.max(1, Math.round(level / ROUND)) * stepMs;
  const run = async (count) => {
    let spent = 0;
    for (let at = 0; at < count; at += ROUND) {
      const list = makeParticles(ROUND, nowMs, ttl).map((particle, i) => {
        new DataView(particle.signature.buffer).setUint32(4, at + i + (nowMs % 1e9));
        return particle;
      });
      const before = process.cpuUsage();
      await ingestAll(aquamarine, list);
      tick(stepMs);
      const { user, system } = process.cpuUsage(before);
      spent += user + system;
    }
    return spent / count;
  };
  await run(Math.max(level, 5_000));
  const samples = [];
  for (let i = 0; i < 5; i++) samples.push(await run(particles / 5));
  const { actors, dataBytes } = aquamarine.describe();
  samples.sort((a, b) => a - b);
  const result = { alive: actors, microseconds: samples[2], dataMb: dataBytes / 1e6 };
  await aquamarine.stop(AbortSignal.abort());
  return result;
}

const results = [];
for (const level of levels) {
  const result = await measure(level);
  results.push(result);
  console.log(
    `${result.alive} alive: ${result.microseconds.toFixed(1)} µs per particle, ${result.dataMb.toFixed(1)} MB counted`,
  );
}
const [least, most] = [results[0], results[results.length - 1]];
console.log(
  `ratio ${most.alive} : ${least.alive} alive = ${(most.microseconds / least.microseconds).toFixed(2)}`,
);
