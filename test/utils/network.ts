import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createLocalNetwork, type LocalNetwork, type LocalPeer, localPaths } from '@noctiluca/local-network';
import { tempDir } from './temp-dir.js';

export interface TestNetworkOptions {
  /** A process for each peer. @default false */
  readonly isolate?: boolean;
  /** In the names of the peer's configuration file. @default no system services */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export { tcpOf, webSocketOf } from './addresses.js';

/** A network on free loopback ports with its state in a folder of its own. */
export interface TestNetwork {
  readonly peers: readonly LocalPeer[];
  /** The peer's log file. */
  logFile(peer: LocalPeer): string;
  /** Ends the process of a peer without a word: `isolate` only. */
  kill(peer: LocalPeer): Promise<void>;
  /** Ends the peers and deletes their state. */
  stop(): Promise<void>;
}

const STOP_MS = 20_000;
const ACQUAINTED_MS = 10_000;
const POLL_MS = 20;

/** `const network = await makeNetwork(3)`; the caller stops it, usually as the teardown of `beforeAll`. */
export async function makeNetwork(peers: number, options: TestNetworkOptions = {}): Promise<TestNetwork> {
  const folder = await tempDir('network');
  const fluenceDir = path.join(folder.path, '.fluence');
  const settings = { system_services: { enable: 'none' }, ...options.settings };
  const network = createLocalNetwork({
    fluenceDir,
    peers,
    freePorts: true,
    restart: false,
    ...options,
    settings,
  });
  const stop = async () => {
    await network.stop(AbortSignal.timeout(STOP_MS));
    await folder.remove();
  };
  try {
    await network.start(new AbortController().signal);
    await untilAcquainted(network.peers);
  } catch (cause) {
    await stop();
    throw cause;
  }
  const all = [...network.peers];
  return {
    peers: all,
    logFile: ({ name }) => localPaths(fluenceDir).peerLog(name),
    kill: ({ peerId, http }) => kill(pidOf(network, peerId), http),
    stop,
  };
}

function pidOf(network: LocalNetwork, peerId: string): number {
  const { peers } = network.describe!() as { peers: (LocalPeer & { pid: number })[] };
  const { pid } = peers.find((each) => each.peerId === peerId)!;
  if (pid === process.pid)
    throw new Error('a peer in this process cannot be killed: makeNetwork(n, { isolate: true })');
  return pid;
}

async function kill(pid: number, http: string): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (await answers(http)) await delay(POLL_MS);
}

async function answers(http: string): Promise<boolean> {
  return await fetch(`${http}/peer_id`).then(
    () => true,
    () => false,
  );
}

/** A peer that has just started may know nobody for a moment: waits until Kademlia has told each of the others. */
async function untilAcquainted(peers: readonly LocalPeer[]): Promise<void> {
  const deadline = Date.now() + ACQUAINTED_MS;
  for (const [index, { http, name }] of peers.entries()) {
    const wanted = index === 0 ? peers.length - 1 : 1;
    while ((await routingTable(http)) < wanted && peers.length > 1) {
      if (Date.now() > deadline) throw new Error(`${name} knows nobody after ${ACQUAINTED_MS} ms`);
      await delay(POLL_MS);
    }
  }
}

/** Peers in the Kademlia routing table of a peer. */
async function routingTable(http: string): Promise<number> {
  const { children } = (await (await fetch(`${http}/api/describe`)).json()) as {
    children: { name: string; details?: { routingTable?: number } }[];
  };
  return children.find(({ name }) => name === 'network')?.details?.routingTable ?? 0;
}
