import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { generateKeyPair } from '@noctiluca/particle';
import { type Running, repository, startScript } from './command.js';
import { tempDir } from './temp-dir.js';

/** A peer that runs as the program `noctiluca`, and can be killed and started again with its key, ports and state. */
export interface PeerProcess {
  readonly peerId: string;
  readonly tcpPort: number;
  readonly wsPort: number;
  /** `http://127.0.0.1:<port>` */
  readonly http: string;
  kill(): Promise<void>;
  /** Resolves when it answers. */
  start(): Promise<void>;
  /** Ends it and deletes its state. */
  dispose(): Promise<void>;
}

const POLL_MS = 20;
const READY_MS = 60_000;
const PROGRAM = path.join(repository, 'packages', 'node', 'bin', 'noctiluca.js');

/**
 * @param flags more of them; without any it has no system services
 * @param execPath the Node.js that runs it. @default this one
 */
export async function startPeerProcess(
  flags: readonly string[] = ['--enable-system-services=none'],
  execPath?: string,
): Promise<PeerProcess> {
  const folder = await tempDir('peer-process');
  const keyPair = generateKeyPair();
  const [tcpPort, wsPort, httpPort] = (await freePorts(3)) as [number, number, number];
  const http = `http://127.0.0.1:${httpPort}`;
  const args = [
    `--keypair-value=${Buffer.from(keyPair.seed).toString('base64')}`,
    ...['--listen-ip=127.0.0.1', `--tcp-port=${tcpPort}`, `--ws-port=${wsPort}`, `--http-port=${httpPort}`],
    ...['--allow-private-ips', '--log-level=warn', `--base-dir=${folder.path}`, ...flags],
  ];
  let running: Running | undefined;
  const kill = async () => {
    if (running === undefined) return;
    const { child } = running;
    running = undefined;
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const start = async () => {
    running = startScript(PROGRAM, args, folder.path, {}, execPath);
    await untilReady(running, http);
  };
  await start();
  return {
    ...{ peerId: keyPair.peerId, tcpPort, wsPort, http, kill, start },
    async dispose() {
      await kill();
      await folder.remove();
    },
  };
}

async function untilReady({ child, finished }: Running, http: string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (!(await answers(http))) {
    if (child.exitCode !== null) throw new Error(`the peer ended: ${(await finished).stderr}`);
    if (Date.now() > deadline) throw new Error(`${http} does not answer after ${READY_MS} ms`);
    await delay(POLL_MS);
  }
}

function answers(http: string): Promise<boolean> {
  return fetch(`${http}/peer_id`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Ports that were free at the same moment. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}
