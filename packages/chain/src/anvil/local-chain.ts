import { rm } from 'node:fs/promises';
import path from 'node:path';
import { type Logger, type NodeService, silentLogger } from '@noctiluca/lifecycle';
import {
  EPOCH_SEC,
  MAX_STATE_BYTES,
  MAX_STATE_FILE_BYTES,
  RPC_PORT,
  SAVE_PERIOD_MS,
  STATE_TIMEOUT_MS,
} from '../constants.js';
import { ChainError } from '../errors.js';
import { createRpc, type Rpc } from '../rpc.js';
import { type AnvilProcess, startAnvil } from './anvil-process.js';
import { restore, writeGenesis } from './genesis.js';
import { Periodic } from './periodic.js';
import { loadChain } from './state-file.js';
import { StateKeeper } from './state-keeper.js';

export interface LocalChainInit {
  /** Where the chain is kept between runs; removing it forgets the chain. */
  readonly dir: string;
  /** 0 takes a free one. @default 8545 */
  readonly port?: number;
  /** Milliseconds between blocks without transactions, with which epochs go by. @default 15000 */
  readonly blockPeriodMs?: number;
  /** Milliseconds until transactions are kept. @default 2000 */
  readonly savePeriodMs?: number;
  /** Kept state, in bytes. @default 8 MiB */
  readonly maxStateBytes?: number;
}

export interface LocalChainComponents {
  readonly logger?: Logger;
  /** Called once when the chain ended by itself. */
  readonly onLost?: (error: ChainError) => void;
}

/** A chain of this machine with all contracts; `url` is empty before it is up. */
export interface LocalChain extends NodeService {
  readonly url: string;
  /** @throws ChainError `NOT_RUNNING` */
  readonly rpc: Rpc;
  /** Moves its clock, and makes a block, since calls see the time of the latest. */
  advance(seconds: number): Promise<void>;
  /** Makes a block: calls see the time of now afterwards. */
  mine(): Promise<void>;
  /** Keeps what is there now. */
  save(): Promise<void>;
}

/** @throws ChainError at start: `NO_BINARY`, `PORT_UNAVAILABLE`, `START_FAILED`, `DAMAGED`, `OUTDATED`, `LIMIT` */
export function createLocalChain(init: LocalChainInit, components: LocalChainComponents = {}): LocalChain {
  return new AnvilChain(init, components);
}

/** All of the state is asked for in one request. */
const OF_STATE = { timeoutMs: STATE_TIMEOUT_MS, maxAnswerBytes: MAX_STATE_FILE_BYTES };

class AnvilChain implements LocalChain {
  readonly name = 'chain';
  readonly #init: LocalChainInit;
  readonly #log: Logger;
  readonly #onLost: (error: ChainError) => void;
  readonly #work: Periodic;
  #anvil: AnvilProcess | undefined;
  #up: { readonly rpc: Rpc; readonly keeper: StateKeeper } | undefined;

  constructor(init: LocalChainInit, { logger = silentLogger, onLost = () => {} }: LocalChainComponents) {
    this.#init = init;
    this.#log = logger;
    this.#onLost = onLost;
    this.#work = new Periodic((error) => {
      if (this.#up !== undefined) this.#log.warn({ err: error }, 'Chain is not kept');
    });
  }

  get url(): string {
    return this.#up?.rpc.url ?? '';
  }

  get rpc(): Rpc {
    return this.#running.rpc;
  }

  get #running() {
    if (this.#up === undefined) throw new ChainError('NOT_RUNNING', 'The chain is not up');
    return this.#up;
  }

  async start(signal: AbortSignal): Promise<void> {
    const { dir, blockPeriodMs = EPOCH_SEC * 1000, savePeriodMs = SAVE_PERIOD_MS } = this.#init;
    const kept = await loadChain(dir);
    this.#anvil = await this.#launch(signal);
    const rpc = createRpc({ ...OF_STATE, url: `http://127.0.0.1:${this.#anvil.port}`, signal });
    await rpc.call('anvil_setLoggingEnabled', false);
    await (kept === undefined ? writeGenesis(rpc) : restore(rpc, kept, dir));
    await rpc.call('evm_setAutomine', true);
    this.#up = { rpc, keeper: new StateKeeper(dir, rpc, kept?.aheadSec ?? 0) };
    await this.save();
    this.#work.every(blockPeriodMs, () => this.#tick());
    this.#work.every(savePeriodMs, async () => this.#up?.keeper.saveIfWorth());
  }

  async stop(): Promise<void> {
    await this.#work.end();
    try {
      await this.#up?.keeper.save();
    } finally {
      this.#up = undefined;
      await this.#anvil?.end();
      this.#anvil = undefined;
    }
  }

  async advance(seconds: number): Promise<void> {
    if (!Number.isSafeInteger(seconds) || seconds < 0)
      throw new ChainError('INVALID', `A clock is moved by whole seconds, not by ${seconds}`);
    const { rpc, keeper } = this.#running;
    await rpc.call('evm_increaseTime', seconds);
    keeper.advanced(seconds);
    await this.mine();
    await keeper.save();
  }

  async mine(): Promise<void> {
    await this.#running.keeper.mine();
  }

  async save(): Promise<void> {
    await this.#running.keeper.save();
  }

  describe(): Record<string, unknown> {
    const pid = this.#anvil?.pid;
    return { url: this.url, ...(pid !== undefined && { pid }), ...this.#up?.keeper.facts };
  }

  async #launch(signal: AbortSignal): Promise<AnvilProcess> {
    const { port = RPC_PORT, dir } = this.#init;
    const cacheDir = path.join(dir, 'cache');
    // What a run that was killed has left.
    await rm(cacheDir, { recursive: true, force: true });
    return startAnvil({ port, cacheDir, onLost: (error) => this.#lose(error) }, signal);
  }

  #lose(error: ChainError): void {
    void this.#work.end();
    this.#up = undefined;
    this.#log.error({ err: error }, 'Chain ended by itself');
    this.#onLost(error);
  }

  async #tick(): Promise<void> {
    const { maxStateBytes = MAX_STATE_BYTES } = this.#init;
    if (this.#up !== undefined && this.#up.keeper.facts.savedBytes <= maxStateBytes) await this.mine();
  }
}
