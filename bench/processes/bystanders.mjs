// Clients who do nothing but ask for an echo now and then, and somebody who looks at `/health`.
import { setTimeout as wait } from 'node:timers/promises';
import { createNetwork } from '@noctiluca/network';
import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { identity } from '../lib/air.mjs';
import { quantile } from '../lib/stats.mjs';
import { serve } from './serve.mjs';

const TTL_MS = 30_000;
/** Longest a client waits for an echo. */
const PATIENCE_MS = 15_000;
const clients = [];

async function connectClient(to) {
  const keyPair = generateKeyPair();
  const network = createNetwork({ keyPair, listen: [], allowLocalAddresses: true });
  const waiting = new Map();
  network.onParticle(async ({ particle }) => waiting.get(particle.id)?.(true));
  await network.start(new AbortController().signal);
  if (!(await network.connect(to))) throw new Error(`no connection to ${to.addresses}`);
  const script = identity(to.peerId, keyPair.peerId);
  return {
    network,
    /** @returns ms until it came back, nothing if it did not */
    async echo() {
      const particle = createParticle({ script, ttl: TTL_MS, timestampMs: Date.now(), keyPair });
      const startedAt = performance.now();
      const cancel = new AbortController();
      const answered = new Promise((resolve) => waiting.set(particle.id, resolve));
      const { status } = await network.send(to, particle);
      const late = wait(PATIENCE_MS, false, { signal: cancel.signal }).catch(() => false);
      const isBack = status === 'ok' && (await Promise.race([answered, late]));
      cancel.abort();
      waiting.delete(particle.id);
      return isBack ? performance.now() - startedAt : undefined;
    },
  };
}

/** Every client asks, one echo at a time, `pauseMs` after the one before. */
async function watch({ ms, pauseMs, http }) {
  const end = performance.now() + ms;
  const latencies = [];
  const health = [];
  let lost = 0;
  const asking = clients.map(async (client, i) => {
    await wait((i * pauseMs) / clients.length);
    while (performance.now() < end) {
      const latency = await client.echo();
      if (latency === undefined) lost++;
      else latencies.push(latency);
      await wait(pauseMs);
    }
  });
  const looking = (async () => {
    while (performance.now() < end) {
      const startedAt = performance.now();
      await fetch(`${http}/health`).then((response) => response.text());
      health.push(performance.now() - startedAt);
      await wait(100);
    }
  })();
  await Promise.all([...asking, looking]);
  const sorted = latencies.sort((a, b) => a - b);
  return {
    echoes: sorted.length,
    lost,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    maxMs: sorted.at(-1),
    healthMs: quantile(
      health.sort((a, b) => a - b),
      0.99,
    ),
  };
}

serve(
  {
    start: () => ({}),
    async connect({ to, count }) {
      clients.push(...(await Promise.all(Array.from({ length: count }, () => connectClient(to)))));
    },
    watch,
  },
  async () => {
    await Promise.all(clients.map(({ network }) => network.stop(AbortSignal.timeout(5000))));
  },
);
