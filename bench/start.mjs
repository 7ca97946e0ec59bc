import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { formatKey, generateKeyPair } from '@noctiluca/particle';
import { identity } from './lib/air.mjs';
import { freePort, residentMiB, startPeerProgram, timeFluence } from './lib/command.mjs';
import { createStage } from './lib/stage.mjs';
import { spread, spreadOf } from './lib/stats.mjs';

const POLL_MS = 5;
const LIMIT_MS = 30_000;
const IDLE_MS = 5000;

const AQUA = `aqua Hello declares *

export hello

service Op("op"):
  identity(text: string) -> string

func hello(name: string) -> string:
  on HOST_PEER_ID:
    answer <- Op.identity(name)
  <- answer
`;

const PROJECT = `version: 9
compileAqua:
  hello:
    input: hello.aqua
    output: out
    target: js
`;

/** From the start of a process to its first use. */
export async function bench({ quick, progress }) {
  const rounds = quick ? 2 : 5;
  const directory = await mkdtemp(path.join(tmpdir(), 'noctiluca-start-'));
  const fresh = async (name) => {
    const made = path.join(directory, name);
    await mkdir(made, { recursive: true });
    return made;
  };
  try {
    const peers = [];
    for (let round = 1; round <= rounds; round++) {
      progress(`a peer: round ${round}`);
      peers.push(await startPeer(await fresh(`peer-${round}`), { idle: !quick || round === rounds }));
    }
    const idle = peers.filter(({ rssMiB }) => rssMiB !== undefined);
    return {
      httpMs: spreadOf(peers, ({ httpMs }) => httpMs),
      particleMs: spreadOf(peers, ({ particleMs }) => particleMs),
      rssMiB: spreadOf(idle, ({ rssMiB }) => rssMiB),
      localUp: await localUp({ rounds: Math.min(rounds, 3), fresh, progress }),
      help: await help(rounds, directory, progress),
      aqua: await aqua({ rounds, fresh, progress }),
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** One peer as an operator starts it; a client that is up already asks both ways until it is answered. */
async function startPeer(directory, { idle }) {
  const stage = await createStage();
  let peer;
  try {
    const loader = await stage.loader();
    const keyPair = generateKeyPair();
    const [tcp, ws, http] = [await freePort(), await freePort(), await freePort()];
    const flags = { 'tcp-port': tcp, 'ws-port': ws, 'http-port': http, 'listen-ip': '127.0.0.1' };
    const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, `${value}`]);
    const key = [
      '--secret-key',
      formatKey(keyPair),
      '--base-dir',
      directory,
      '--allow-private-ips',
      '--local',
      // `bench system` measures a peer with them.
      '--enable-system-services',
      'none',
    ];
    const startedAt = performance.now();
    peer = startPeerProgram([...args, ...key], directory);
    const to = { peerId: keyPair.peerId, addresses: [`/ip4/127.0.0.1/tcp/${tcp}`] };
    const script = identity(to.peerId, loader.peerId);
    const [httpMs, particleMs] = await Promise.all([
      answered(`http://127.0.0.1:${http}/health`).then(() => performance.now() - startedAt),
      loader.ask('first', { to, port: tcp, script }).then(() => performance.now() - startedAt),
    ]);
    if (!idle) return { httpMs, particleMs };
    await wait(IDLE_MS);
    return { httpMs, particleMs, rssMiB: await residentMiB(peer.pid) };
  } finally {
    await end(peer);
    await stage.clear();
  }
}

async function answered(url) {
  for (const until = performance.now() + LIMIT_MS; performance.now() < until; await wait(POLL_MS)) {
    const response = await fetch(url).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.ok) return;
  }
  throw new Error(`${url} did not answer within ${LIMIT_MS} ms`);
}

async function end(child) {
  if (child === undefined || child.exitCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exited;
}

/**
 * `fluence local up` for three peers on free ports: what it says itself and how long the command takes. Then `fluence run`
 * of a function that goes to the relay and back: for the first time, and when its compilation is kept.
 */
async function localUp({ rounds, fresh, progress }) {
  const ups = [];
  for (let round = 1; round <= rounds; round++) {
    progress(`fluence local up: round ${round}`);
    const directory = await fresh(`local-${round}`);
    try {
      const { ms, stdout } = await timeFluence(['local', 'up', '--free-ports', '--json'], directory);
      await writeFile(path.join(directory, 'hello.aqua'), AQUA);
      await writeFile(path.join(directory, 'fluence.yaml'), PROJECT);
      const call = async (name) =>
        (await timeFluence(['run', '-f', `hello(${name})`, '--data', `{"${name}": "you"}`], directory)).ms;
      ups.push({
        ms,
        readyMs: JSON.parse(stdout).readyMs,
        runMs: await call('name'),
        runAgainMs: await call('name'),
      });
    } finally {
      await timeFluence(['local', 'down', '-v'], directory);
    }
  }
  const of = (name) => spreadOf(ups, (up) => up[name]);
  return { ms: of('ms'), readyMs: of('readyMs'), runMs: of('runMs'), runAgainMs: of('runAgainMs') };
}

async function help(rounds, directory, progress) {
  progress('fluence --help');
  const times = [];
  for (let round = 0; round < rounds; round++) times.push((await timeFluence(['--help'], directory)).ms);
  return spread(times);
}

/** `fluence aqua` on one small file: in a fresh folder, then again with nothing changed. */
async function aqua({ rounds, fresh, progress }) {
  progress('fluence aqua');
  const cold = [];
  const unchanged = [];
  for (let round = 0; round < rounds; round++) {
    const directory = await fresh(`aqua-${round}`);
    await writeFile(path.join(directory, 'hello.aqua'), AQUA);
    await writeFile(path.join(directory, 'fluence.yaml'), PROJECT);
    cold.push((await timeFluence(['aqua'], directory)).ms);
    unchanged.push((await timeFluence(['aqua'], directory)).ms);
  }
  return { cold: spread(cold), unchanged: spread(unchanged) };
}
