import path from 'node:path';
import type { LocalPeer } from '@noctiluca/local-network';
import { checkConfig, createLogger, createNode, type Node, resolveConfig } from '@noctiluca/node';
import { generateKeyPair, type TraceEntry } from '@noctiluca/particle';
import { tempDir } from './temp-dir.js';

/** A single peer that can be stopped and started again with its key, ports and state. */
export interface RestartablePeer extends Pick<LocalPeer, 'peerId' | 'multiaddrs' | 'http'> {
  readonly logFile: string;
  /** Everything it remembers of particles, oldest first; frames refused before their id was known have the id ''. */
  trace(): TraceEntry[];
  stop(): Promise<void>;
  /** On the same ports, with the same key and state. */
  startAgain(): Promise<void>;
  /** Stops it when it runs, and deletes its state. */
  dispose(): Promise<void>;
}

const STOP_MS = 20_000;

/**
 * @param more settings in the names of the peer's configuration file; without any it has no system services
 * @param keyPair @default a new one
 * @param prepare given the peer before it starts
 */
export async function startPeer(
  more: Readonly<Record<string, unknown>> = {},
  keyPair = generateKeyPair(),
  prepare: (node: Node) => void = () => {},
): Promise<RestartablePeer> {
  const folder = await tempDir('peer');
  const logFile = path.join(folder.path, 'nox.log');
  const start = async (tcp: number, ws: number, http: number): Promise<Node> => {
    const { settings } = checkConfig({
      listen_ip: '127.0.0.1',
      tcp_port: tcp,
      websocket_port: ws,
      http_port: http,
      allow_local_addresses: true,
      base_dir: folder.path,
      system_services: { enable: 'none' },
      ...more,
    });
    const config = await resolveConfig(settings, { name: 'peer', keyPair });
    const level = settings.noctiluca.log_level;
    const logger = createLogger({ level, name: 'peer', file: logFile });
    const node = createNode(config, { logger });
    prepare(node);
    await node.start(new AbortController().signal);
    return node;
  };
  let node: Node | undefined = await start(0, 0, 0);
  const multiaddrs = node.parts.network.listenAddresses();
  const http = node.httpUrl;
  const ports = [...multiaddrs.map(portOf), Number(new URL(http).port)] as [number, number, number];
  const stop = async () => {
    const running = node;
    node = undefined;
    await running?.stop(AbortSignal.timeout(STOP_MS));
  };
  return {
    peerId: keyPair.peerId,
    multiaddrs,
    http,
    logFile,
    trace: () => node?.parts.aquamarine.trace() ?? [],
    stop,
    async startAgain() {
      node = await start(...ports);
    },
    async dispose() {
      await stop();
      await folder.remove();
    },
  };
}

const portOf = (address: string): number => Number(/\/tcp\/(\d+)/.exec(address)![1]);
