import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { BASE_FEE_WEI, CHAIN_ID, READABLE_BLOCKS, START_TIMEOUT_MS } from '../constants.js';
import { ChainError } from '../errors.js';
import { anvilBinary } from './binary.js';
import { endKept, spawnKept } from './keeper.js';

export interface AnvilInit {
  /** 0 takes a free one. */
  readonly port: number;
  /** Where anvil may write what it likes. */
  readonly cacheDir: string;
  /** Milliseconds until it is given up. @default 20000 */
  readonly startTimeoutMs?: number;
  /** Called once when it ended without being asked to. */
  readonly onLost: (error: ChainError) => void;
}

/** An anvil that listens on 127.0.0.1, for HTTP and WebSocket alike, and mines nothing by itself yet. */
export interface AnvilProcess {
  readonly port: number;
  /** Of the process that keeps it, and of its group; of itself on Windows. */
  readonly pid: number;
  /** Resolves when the process is gone. */
  end(): Promise<void>;
}

const MAX_OUTPUT = 64 * 1024;

/** @throws ChainError `NO_BINARY`, `PORT_UNAVAILABLE`, `START_FAILED` */
export async function startAnvil(init: AnvilInit, signal: AbortSignal): Promise<AnvilProcess> {
  signal.throwIfAborted();
  const child = spawnKept(anvilBinary(), argumentsOf(init));
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let isEnding = false;
  const end = async () => {
    isEnding = true;
    endKept(child);
    await gone;
  };
  try {
    const port = await listening(child, init, signal);
    child.once('close', (code) => {
      endKept(child);
      if (!isEnding) init.onLost(new ChainError('LOST', `The chain ended by itself (${code ?? 'a signal'})`));
    });
    return { port, pid: child.pid!, end };
  } catch (error) {
    await end();
    throw error;
  }
}

function argumentsOf({ port, cacheDir }: AnvilInit): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(port), '--chain-id', String(CHAIN_ID)],
    ...['--base-fee', String(BASE_FEE_WEI), '--no-mining', '--no-request-size-limit'],
    // Pages of the web have no business here; else any may ask for anything.
    '--no-cors',
    // Else it writes a file for each block, each longer than the last, and leaves them behind. Some are in memory, so that what is read
    // at a block can be read to the end while others come.
    ...['--prune-history', String(READABLE_BLOCKS), '--cache-path', cacheDir],
  ];
}

/** The port, once it says that it listens there. */
async function listening(
  child: ChildProcess,
  { port, startTimeoutMs }: AnvilInit,
  signal: AbortSignal,
): Promise<number> {
  let output = '';
  const life = AbortSignal.any([signal, AbortSignal.timeout(startTimeoutMs ?? START_TIMEOUT_MS)]);
  const said = new Promise<number>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-MAX_OUTPUT);
      const found = /Listening on [\d.]+:(\d+)/.exec(output);
      if (found) resolve(Number(found[1]));
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', (cause) => reject(new ChainError('START_FAILED', 'anvil cannot be run', { cause })));
    child.once('close', () => reject(refusal(port, output)));
  });
  const late = once(life, 'abort').then(() => {
    throw new ChainError('START_FAILED', 'anvil did not come up in time', { cause: life.reason });
  });
  // Whoever is not first is heard by nobody.
  for (const promise of [said, late]) promise.catch(() => undefined);
  const listensOn = await Promise.race([said, late]);
  for (const stream of [child.stdout, child.stderr]) stream?.removeAllListeners('data').resume();
  return listensOn;
}

function refusal(port: number, output: string): ChainError {
  if (/address already in use|in use/i.test(output))
    return new ChainError(
      'PORT_UNAVAILABLE',
      `Cannot listen for the chain on 127.0.0.1:${port} (EADDRINUSE)`,
    );
  return new ChainError('START_FAILED', `anvil did not start: ${output.trim().slice(-500) || 'no output'}`);
}
