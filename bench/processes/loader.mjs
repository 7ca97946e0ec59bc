// A lean client: sends signed particles and knows those that come back by their id. It runs no AquaVM, so that it is
// never the slower of the two.
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createNetwork } from '@noctiluca/network';
import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { quantile } from '../lib/stats.mjs';
import { serve } from './serve.mjs';

const keyPair = generateKeyPair();
const network = createNetwork({ keyPair, listen: [], allowLocalAddresses: true });
const inFlight = new Map();
let load;

network.onParticle(async ({ particle, bytes }) => {
  const sentAt = inFlight.get(particle.id);
  if (sentAt === undefined) return;
  inFlight.delete(particle.id);
  load.bytes = bytes;
  load.latencies?.push(performance.now() - sentAt);
  load.done++;
  if (load.done === load.total) load.onTotal();
  if (load.rate === undefined) next();
});

function next() {
  if (load.ending || inFlight.size >= load.concurrency) return;
  const { to, script, ttl, data } = load;
  const particle = createParticle({ script, ttl, timestampMs: Date.now(), keyPair, data });
  inFlight.set(particle.id, performance.now());
  network.send(to, particle).then(({ status, detail }) => {
    if (status === 'ok') return;
    load.failures.push(detail ?? status);
    inFlight.delete(particle.id);
    setImmediate(next);
  });
}

/** Particles that never came back give their place to others. */
function replaceLost() {
  const latest = performance.now() - load.ttl - 1000;
  for (const [id, sentAt] of inFlight) {
    if (sentAt > latest) continue;
    inFlight.delete(id);
    load.lost++;
    next();
  }
}

/**
 * Keeps `concurrency` particles under way until `drain`; `load.reached` resolves after `total` of them.
 * @param rate send so many a second instead, as long as no more than `concurrency` are under way
 */
function begin({ to, script, ttl, concurrency, rate, dataBytes = 0, total = 0 }) {
  const data = new Uint8Array(dataBytes).fill(7);
  load = { to, script, ttl, concurrency, rate, data, total, done: 0, lost: 0, failures: [], ending: false };
  load.reached = new Promise((resolve) => {
    load.onTotal = resolve;
  });
  load.watch = setInterval(replaceLost, 500);
  if (rate === undefined) for (let i = 0; i < concurrency; i++) next();
  else void pace(load);
}

async function pace(paced) {
  let due = 0;
  for (let before = performance.now(); !paced.ending; await wait(1)) {
    const now = performance.now();
    due = Math.min(paced.concurrency, due + ((now - before) * paced.rate) / 1000);
    before = now;
    for (; due >= 1; due--) next();
  }
}

async function drain() {
  load.ending = true;
  while (inFlight.size > 0) await wait(5);
  clearInterval(load.watch);
}

async function portOpen(port) {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    // `once` rejects on the event "error": nobody listens yet.
    const open = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (open) return;
    await wait(5);
  }
}

serve(
  {
    async start() {
      await network.start(new AbortController().signal);
      return { peerId: network.peerId };
    },
    async connect({ to }) {
      if (!(await network.connect(to))) throw new Error(`no connection to ${to.addresses}`);
    },
    /** Connects as soon as the port is open and waits for one particle to come back. */
    async first({ to, port, script }) {
      await portOpen(port);
      if (!(await network.connect(to))) throw new Error(`no connection to ${to.addresses}`);
      begin({ to, script, ttl: 8000, concurrency: 1, total: 1 });
      await load.reached;
      await drain();
    },
    begin,
    async reach() {
      await load.reached;
    },
    /** Counts for some time. */
    async count({ ms }) {
      load.latencies = [];
      const startedAt = performance.now();
      const { cpuUsage } = process;
      const before = cpuUsage();
      await wait(ms);
      const seconds = (performance.now() - startedAt) / 1000;
      const { user, system } = cpuUsage(before);
      const latencies = load.latencies.sort((a, b) => a - b);
      load.latencies = undefined;
      return {
        particles: latencies.length,
        perSecond: latencies.length / seconds,
        p50: quantile(latencies, 0.5),
        p99: quantile(latencies, 0.99),
        loaderCpu: (user + system) / 1e6 / seconds,
      };
    },
    /** Sends nothing more and waits for what is under way. */
    async end() {
      await drain();
      return { done: load.done, lost: load.lost, failures: load.failures.slice(0, 3), bytesBack: load.bytes };
    },
  },
  () => network.stop(AbortSignal.timeout(5000)),
);
