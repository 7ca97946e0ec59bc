import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createRpc, type Rpc } from '@noctiluca/chain';
import { repository } from '../utils/command.js';

interface Message {
  /** Leader of the group that anvil is in. */
  readonly anvil?: number;
  readonly lost?: string;
  readonly ready?: true;
  readonly failed?: string;
}

const INDEXER_PATH = '/subgraphs/name/fluence-deal-contracts';
const START_AGAIN_MS = 100;
const STARTS = 50;

/** A chain, and its indexer, whose processes are killed; always at the same ports and in the same folder. */
export class ChainDaemon {
  readonly rpc: Rpc;
  readonly #dir: string;
  readonly #ports: readonly [chain: number, indexer: number];
  #child: ChildProcess | undefined;
  #anvil: number | undefined;

  private constructor(dir: string, ports: readonly [number, number]) {
    [this.#dir, this.#ports] = [dir, ports];
    this.rpc = createRpc({ url: `http://127.0.0.1:${ports[0]}` });
  }

  static async start(dir: string): Promise<ChainDaemon> {
    const first = await freePort(FIRST_PORT);
    const daemon = new ChainDaemon(dir, [first, await freePort(first + 1)]);
    await daemon.up();
    return daemon;
  }

  /** Starts it unless it is up; what was killed shortly ago may still have the ports. */
  async up(): Promise<void> {
    for (let left = STARTS; this.#child === undefined; left -= 1) {
      const failure = await this.#start();
      if (failure !== undefined && (left === 0 || !failure.includes('EADDRINUSE'))) throw new Error(failure);
      if (failure !== undefined) await delay(START_AGAIN_MS);
    }
  }

  /** Of the chain alone: the daemon starts it again. */
  killAnvil(): void {
    if (this.#anvil !== undefined) process.kill(-this.#anvil, 'SIGKILL');
    this.#anvil = undefined;
  }

  /** Of indexer and daemon, with which the chain ends. */
  async kill(): Promise<void> {
    const child = this.#child;
    [this.#child, this.#anvil] = [undefined, undefined];
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** `data` of what the indexer answers. */
  async query<Data>(query: string): Promise<Data> {
    const body = JSON.stringify({ query });
    const response = await fetch(`http://127.0.0.1:${this.#ports[1]}${INDEXER_PATH}`, {
      method: 'POST',
      body,
    });
    const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
    if (data === undefined) throw new Error(`The indexer answers ${JSON.stringify(errors)}`);
    return data;
  }

  /** @returns why it did not start */
  async #start(): Promise<string | undefined> {
    const script = path.join(repository, 'test', 'faults', 'chain-daemon.mjs');
    const child = fork(script, [this.#dir, ...this.#ports.map(String)], { execArgv: [] });
    const failure = await new Promise<string | undefined>((resolve) => {
      child.on('message', ({ anvil, lost, ready, failed }: Message) => {
        if (anvil !== undefined || lost !== undefined) this.#anvil = anvil;
        if (ready === true) resolve(undefined);
        if (failed !== undefined) resolve(failed);
      });
      child.once('exit', (code) => resolve(`The daemon ended with ${code}`));
    });
    this.#child = child;
    if (failure !== undefined) await this.kill();
    return failure;
  }
}

/** Below those that systems give to connections: while nobody listens there, nobody else comes. */
const FIRST_PORT = 15_000 + 16 * (process.pid % 900);

async function freePort(from: number): Promise<number> {
  for (let port = from; ; port += 1) {
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
