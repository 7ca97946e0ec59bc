import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createKuboRpc, IpfsStore, ipfsProgram } from '@noctiluca/ipfs';
import { generateKeyPair } from '@noctiluca/particle';
import { freePort, residentMiB, startPeerProgram } from './lib/command.mjs';
import { spreadOf } from './lib/stats.mjs';

const POLL_MS = 5;
const LIMIT_MS = 60_000;
const IDLE_MS = 3000;
/** A tick of `/proc/<pid>/stat`. */
const TICK_MS = 10;

/** From the start of the process of a peer until it answers, and until its system services are deployed. */
export async function bench({ quick, progress }) {
  const rounds = quick ? 2 : 5;
  const directory = await mkdtemp(path.join(tmpdir(), 'noctiluca-system-'));
  const ipfs = await startIpfs(path.join(directory, 'ipfs'));
  try {
    const figures = { none: [], cold: [], warm: [] };
    for (let round = 1; round <= rounds; round++) {
      progress(`a peer with its system services: round ${round}`);
      const base = path.join(directory, `peer-${round}`);
      figures.none.push(await life(path.join(directory, `none-${round}`), ipfs.multiaddr, 'none'));
      figures.cold.push(await life(base, ipfs.multiaddr, 'all'));
      figures.warm.push(await life(base, ipfs.multiaddr, 'all'));
    }
    return Object.fromEntries(
      Object.entries(figures).map(([name, lives]) => [
        name,
        {
          readyMs: spreadOf(lives, ({ readyMs }) => readyMs),
          deployedMs: spreadOf(lives, ({ deployedMs }) => deployedMs),
          cpuMs: spreadOf(lives, ({ cpuMs }) => cpuMs),
          rssMiB: spreadOf(lives, ({ rssMiB }) => rssMiB),
          packages: lives[0].packages,
        },
      ]),
    );
  } finally {
    await ipfs.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function startIpfs(dir) {
  const store = new IpfsStore({ dir });
  const rpc = createKuboRpc({ port: 0 }, { store, peerId: generateKeyPair().peerId });
  await store.start();
  await rpc.start(new AbortController().signal);
  const stop = async () => {
    await rpc.stop(AbortSignal.timeout(5000));
    await store.stop();
  };
  return { multiaddr: rpc.multiaddr, stop };
}

/** One life of a peer, as an operator starts it. */
async function life(base, ipfs, enable) {
  const [tcp, ws, http] = [await freePort(), await freePort(), await freePort()];
  const flags = {
    'tcp-port': tcp,
    'ws-port': ws,
    'http-port': http,
    'listen-ip': '127.0.0.1',
    'base-dir': base,
    'enable-system-services': enable,
    'log-level': 'warn',
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const env = {
    FLUENCE_SYSTEM_SERVICES__AQUA_IPFS__LOCAL_API_MULTIADDR: ipfs,
    FLUENCE_SYSTEM_SERVICES__AQUA_IPFS__EXTERNAL_API_MULTIADDR: ipfs,
    FLUENCE_SYSTEM_SERVICES__AQUA_IPFS__IPFS_BINARY_PATH: ipfsProgram(),
  };
  const startedAt = performance.now();
  const peer = startPeerProgram([...args, '--local'], tmpdir(), env);
  try {
    const url = `http://127.0.0.1:${http}`;
    await until(async () => (await fetch(`${url}/health`).catch(() => undefined))?.ok === true);
    const readyMs = performance.now() - startedAt;
    let packages = [];
    await until(async () => {
      const details = await systemServices(url);
      packages = details.packages.filter(({ state }) => state === 'ready').map(({ name }) => name);
      return details.settled;
    });
    const deployedMs = performance.now() - startedAt;
    const cpuMs = await processCpuMs(peer.pid);
    await wait(IDLE_MS);
    return { readyMs, deployedMs, cpuMs, rssMiB: await residentMiB(peer.pid), packages };
  } finally {
    const exited = new Promise((resolve) => peer.once('exit', resolve));
    peer.kill('SIGTERM');
    await exited;
  }
}

/** CPU of a process so far, all threads, as Linux counts it; NaN elsewhere. What else the machine does moves it little. */
async function processCpuMs(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [utime, stime] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (utime + stime) * TICK_MS;
}

async function systemServices(url) {
  const { children } = await (await fetch(`${url}/api/describe`)).json();
  return children.find(({ name }) => name === 'system-services').details;
}

async function until(isSo) {
  for (const end = performance.now() + LIMIT_MS; performance.now() < end; await wait(POLL_MS)) {
    if (await isSo()) return;
  }
  throw new Error(`a peer was not there within ${LIMIT_MS} ms`);
}
