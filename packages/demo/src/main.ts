import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from '@noctiluca/cli';
import { type ClientPeer, createClient } from '@noctiluca/client';
import { messageOf } from '@noctiluca/common/thrown';
import { fluence } from './fluence.js';
import { hello } from './generated/hello.js';
import { type Peer, showMission, untilDeployed, type Worker, webSocketOf } from './mission.js';
import { allFree } from './ports.js';

/** Ports `fluence local up` takes for three peers: WebSocket, TCP, HTTP. */
const WELL_KNOWN_PORTS = [9991, 9992, 9993, 7771, 7772, 7773, 18080, 18081, 18082];
const project = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const once = process.argv.includes('--once');

const startedAt = performance.now();
const upFlags = (await allFree(WELL_KNOWN_PORTS)) ? [] : ['--free-ports'];
process.stdout.write(await fluence(project, 'local', 'down'));
const up = JSON.parse(await fluence(project, 'local', 'up', '--json', '--no-chain', ...upFlags)) as {
  peers: Peer[];
  readyMs: number;
};
process.stdout.write(`${up.peers.length} peers are up after ${seconds(up.readyMs)}\n`);

let failed = false;
try {
  const deployingAt = performance.now();
  await untilDeployed(up.peers);
  process.stdout.write(`Their deployers were done after ${seconds(performance.now() - deployingAt)} more\n`);
  process.stdout.write(await fluence(project, 'system', 'status'));
  process.stdout.write(await fluence(project, 'deploy'));
  const workers = JSON.parse(await fluence(project, 'workers', 'ls', '--json')) as Worker[];
  await showCalls(up.peers[0]!, workers);
  await showMission(up.peers, workers[1]!);
  process.stdout.write(`\nAll of it took ${seconds(performance.now() - startedAt)}.\n`);
  if (!once) await untilInterrupted();
} catch (error) {
  failed = true;
  process.stderr.write(`\n${messageOf(error)}\n`);
} finally {
  process.stdout.write(await fluence(project, 'local', 'down'));
}
process.exit(failed ? 1 : 0);

/** Calls the sample service on every worker through the bindings made from aqua/demo/hello.aqua. */
async function showCalls(relay: Peer, workers: readonly Worker[]): Promise<void> {
  process.stdout.write(
    `\nCalling hello(worker, host, "Noctiluca") from generated bindings, connected to ${relay.name}:\n\n`,
  );
  const client = await createClient(webSocketOf(relay));
  const rows: string[][] = [];
  try {
    for (const worker of workers) rows.push(await call(client, worker));
  } finally {
    await client.disconnect();
  }
  process.stdout.write(`${table(['host', 'worker id', 'answer', 'latency'], rows)}\n`);
}

async function call(client: ClientPeer, { peer, hostId, workerId }: Worker): Promise<string[]> {
  const before = performance.now();
  const answer = await hello(client, workerId, hostId, 'Noctiluca');
  return [peer, workerId, answer, `${(performance.now() - before).toFixed(0)} ms`];
}

async function untilInterrupted(): Promise<void> {
  process.stdout.write('The network stays up. Press Ctrl-C to end it.\n');
  // Waiting for a signal does not keep a process alive.
  const alive = setInterval(() => {}, 60_000);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      // A library that ends the process at once would leave the network behind.
      process.removeAllListeners(signal);
      process.on(signal, () => resolve());
    }
  });
  clearInterval(alive);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
