import path from 'node:path';
import { createLocalNetwork, type LocalPeer, localPaths } from '@noctiluca/local-network';
import { tempDir } from './temp-dir.js';

export interface TestNetworkOptions {
  /** A process for each peer. @default false */
  readonly isolate?: boolean;
  /** In the names of the peer's configuration file. @default {} */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A network on free loopback ports with its state in a folder of its own. */
export interface TestNetwork {
  readonly peers: readonly LocalPeer[];
  /** The peer's log file. */
  logFile(peer: LocalPeer): string;
  /** Ends the peers and deletes their state. */
  stop(): Promise<void>;
}

const STOP_MS = 20_000;

/** `const network = await makeNetwork(3)`; the caller stops it, usually as the teardown of `beforeAll`. */
export async function makeNetwork(peers: number, options: TestNetworkOptions = {}): Promise<TestNetwork> {
  const folder = await tempDir('network');
  const fluenceDir = path.join(folder.path, '.fluence');
  const network = createLocalNetwork({ fluenceDir, peers, freePorts: true, ...options });
  const stop = async () => {
    await network.stop(AbortSignal.timeout(STOP_MS));
    await folder.remove();
  };
  try {
    await network.start(new AbortController().signal);
  } catch (cause) {
    await stop();
    throw cause;
  }
  const all = [...network.peers];
  return { peers: all, logFile: ({ name }) => localPaths(fluenceDir).peerLog(name), stop };
}

/** The address js-client connects to. */
export function webSocketOf(peer: Pick<LocalPeer, 'multiaddrs'>): string {
  return peer.multiaddrs.find((address) => address.includes('/ws'))!;
}

/** The plain tcp address. */
export function tcpOf(peer: Pick<LocalPeer, 'multiaddrs'>): string {
  return peer.multiaddrs.find((address) => !address.includes('/ws'))!;
}
