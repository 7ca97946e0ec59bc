// One whole peer with many spells, which tell how late they run.
import path from 'node:path';
import { builtin, none } from '@noctiluca/host';
import { checkConfig, createLogger, createNode, resolveConfig } from '@noctiluca/node';
import { generateKeyPair } from '@noctiluca/particle';
import { NO_TRIGGERS } from '@noctiluca/spells';
import { quantile } from '../lib/stats.mjs';
import { serve } from './serve.mjs';

/** Spells installed at a time. */
const BATCH = 25;

let node;
let scopes;
let periodMs = 0;
let late = [];

/** Called by each run: how long after its due time, milliseconds. */
const bench = {
  id: 'bench',
  doc: 'For the benchmark.',
  functions: {
    ran: builtin({
      doc: 'Notes how late the calling spell is.',
      args: none,
      returns: '()',
      call(_, { particle, scope }) {
        const spell = node.parts.spells.get(scope, particle.id.split('_')[1]);
        late.push(Date.now() - (spell.nextRunMs - periodMs));
        return undefined;
      },
    }),
  },
};

async function start({ directory }) {
  const { settings } = checkConfig({
    listen_ip: '127.0.0.1',
    tcp_port: 0,
    websocket_port: 0,
    http_port: 0,
    base_dir: directory,
    // Spells of the system would be counted too.
    system_services: { enable: 'none' },
  });
  const config = await resolveConfig(settings, { keyPair: generateKeyPair() });
  const level = settings.noctiluca.log_level;
  const logger = createLogger({ level, name: 'peer', file: path.join(directory, 'peer.log') });
  node = createNode(config, { logger, builtins: [bench] });
  await node.start(new AbortController().signal);
  await node.parts.systemServices.settled();
  const { workers, hostPeerId } = node.parts.host;
  const workerId = await workers.create({ dealId: 'bench', creatorPeerId: hostPeerId });
  scopes = [{ kind: 'host' }, { kind: 'worker', workerId }];
}

/** Half of them on the host, half on a worker. */
async function install({ count, periodSec, script, startSec }) {
  periodMs = periodSec * 1000;
  const triggerConfig = { ...NO_TRIGGERS, clock: { start_sec: startSec, end_sec: 0, period_sec: periodSec } };
  const startedAt = performance.now();
  const one = (n) =>
    node.parts.spells.install({ scope: scopes[n % scopes.length], script, data: { n }, triggerConfig });
  // Together, so that they share the disk's time; in parts, so that what runs already is not held up for long.
  for (let n = 0; n < count; n += BATCH) {
    await Promise.all(Array.from({ length: Math.min(BATCH, count - n) }, (_, i) => one(n + i)));
  }
  return { ms: performance.now() - startedAt };
}

/** Waits until the first runs of all are done, but not for ever: a peer with too many spells never gets there. */
async function settle({ limitMs }) {
  const endMs = performance.now() + limitMs;
  while (node.parts.spells.describe().waiting > 0 && performance.now() < endMs) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function removeAll() {
  for (const scope of scopes) {
    await Promise.all(node.parts.spells.list(scope).map((id) => node.parts.spells.remove(scope, id)));
  }
}

/** Triggers skipped since the start, by reason. */
async function skippedSoFar() {
  const text = await (await fetch(`${node.httpUrl}/metrics`)).text();
  const found = text.matchAll(/^spell_triggers_skipped_total\{reason="([\w-]+)"\} (\d+)/gm);
  return Object.fromEntries([...found].map(([, reason, number]) => [reason, Number(number)]));
}

async function count({ ms }) {
  const before = await skippedSoFar();
  late = [];
  const { user, system } = process.cpuUsage();
  const startedAt = performance.now();
  await new Promise((resolve) => setTimeout(resolve, ms));
  const took = performance.now() - startedAt;
  const cpu = process.cpuUsage();
  const sorted = [...late].sort((a, b) => a - b);
  const after = await skippedSoFar();
  return {
    runs: sorted.length,
    perSecond: (sorted.length / took) * 1000,
    cpuMs: (cpu.user + cpu.system - user - system) / 1000 / Math.max(1, sorted.length),
    cores: (cpu.user + cpu.system - user - system) / 1000 / took,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    maxMs: sorted.at(-1) ?? Number.NaN,
    rssMiB: process.memoryUsage.rss() / 2 ** 20,
    actors: node.parts.aquamarine.describe().actors,
    skipped:
      Object.values(after).reduce((sum, n) => sum + n, 0) -
      Object.values(before).reduce((sum, n) => sum + n, 0),
  };
}

serve({ start, install, settle, removeAll, count }, async () => node?.stop(AbortSignal.timeout(5000)));
