import { rm } from 'node:fs/promises';
import path from 'node:path';
import { type Logger, type NodeService, silentLogger } from '@noctiluca/lifecycle';
import { EPOCH_SEC, IDLE_SAVE_PERIOD_MS, MAX_STATE_BYTES, RPC_PORT, SAVE_PERIOD_MS } from '../constants.js';
import { ChainError, messageOf } from '../errors.js';
import { createRpc, type Rpc } from '../rpc.js';
import { type AnvilProcess, startAnvil } from './anvil-process.js';
import { requireContracts, writeGenesis } from './genesis.js';
import { loadChain, saveChain } from './state-file.js';

export interface LocalChainInit {
  /** Where the chain is kept between runs; removing it forgets the chain. */
  readonly dir: string;
  /** 0 takes a free one. @default 8545 */
  readonly port?: number;
  /** Take a free port when this one is taken. @default false */
  readonly otherPortIfTaken?: boolean;
  /** Milliseconds between blocks without transactions, with which epochs go by. @default 15000 */
  readonly blockPeriodMs?: number;
  /** Milliseconds until transactions are kept. @default 2000 */
  readonly savePeriodMs?: number;
  /** Kept state, in bytes. @default 256 MiB */
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

class AnvilChain implements LocalChain {
  readonly name = 'chain';
  readonly #init: LocalChainInit;
  readonly #log: Logger;
  readonly #onLost: (error: ChainError) => void;
  readonly #timers: NodeJS.Timeout[] = [];
  #anvil: AnvilProcess | undefined;
  #rpc: Rpc | undefined;
  #aheadSec = 0;
  #head = -1;
  #emptyBlocks = 0;
  #savedBusy = -1;
  #savedAtMs = 0;
  #savedBytes = 0;
  #work: Promise<unknown> = Promise.resolve();

  constructor(init: LocalChainInit, { logger = silentLogger, onLost = () => {} }: LocalChainComponents) {
    this.#init = init;
    this.#log = logger;
    this.#onLost = onLost;
  }

  get url(): string {
    return this.#rpc?.url ?? '';
  }

  get rpc(): Rpc {
    if (this.#rpc === undefined) throw new ChainError('NOT_RUNNING', 'The chain is not up');
    return this.#rpc;
  }

  async start(signal: AbortSignal): Promise<void> {
    const kept = await loadChain(this.#init.dir);
    this.#anvil = await this.#launch(signal);
    const rpc = createRpc({ url: `http://127.0.0.1:${this.#anvil.port}`, signal });
    await rpc.call('anvil_setLoggingEnabled', false);
    if (kept === undefined) await writeGenesis(rpc);
    else await this.#restore(rpc, kept.state, kept.aheadSec);
    await rpc.call('evm_setAutomine', true);
    this.#rpc = rpc;
    if (kept === undefined) await this.save();
    this.#every(this.#init.blockPeriodMs ?? EPOCH_SEC * 1000, () => this.#tick());
    this.#every(this.#init.savePeriodMs ?? SAVE_PERIOD_MS, () => this.#saveIfWorth());
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    await this.#work;
    try {
      if (this.#rpc !== undefined) await this.save();
    } finally {
      this.#rpc = undefined;
      await this.#anvil?.end();
      this.#anvil = undefined;
    }
  }

  async advance(seconds: number): Promise<void> {
    if (!Number.isSafeInteger(seconds) || seconds < 0)
      throw new ChainError('INVALID', `A clock is moved by whole seconds, not by ${seconds}`);
    await this.rpc.call('evm_increaseTime', seconds);
    this.#aheadSec += seconds;
    await this.mine();
    await this.save();
  }

  async mine(): Promise<void> {
    await this.rpc.call('evm_mine');
    this.#emptyBlocks += 1;
  }

  async save(): Promise<void> {
    const head = await this.#readHead();
    const state = await this.rpc.call('anvil_dumpState');
    if (typeof state !== 'string') throw new ChainError('INVALID', 'anvil answered no state');
    await saveChain(this.#init.dir, { aheadSec: this.#aheadSec, state });
    this.#savedBusy = head - this.#emptyBlocks;
    this.#savedAtMs = Date.now();
    this.#savedBytes = state.length / 2;
  }

  describe(): Record<string, unknown> {
    const { url } = this;
    const pid = this.#anvil?.pid;
    return {
      url,
      ...(pid !== undefined && { pid }),
      block: this.#head,
      aheadSec: this.#aheadSec,
      savedBytes: this.#savedBytes,
    };
  }

  async #launch(signal: AbortSignal): Promise<AnvilProcess> {
    const { port = RPC_PORT, otherPortIfTaken = false, dir } = this.#init;
    const cacheDir = path.join(dir, 'cache');
    // What a run that was killed has left.
    await rm(cacheDir, { recursive: true, force: true });
    const launch = (wanted: number) =>
      startAnvil({ port: wanted, cacheDir, onLost: (error) => this.#lose(error) }, signal);
    try {
      return await launch(port);
    } catch (error) {
      if (!otherPortIfTaken || !(error instanceof ChainError) || error.code !== 'PORT_UNAVAILABLE')
        throw error;
      return launch(0);
    }
  }

  #lose(error: ChainError): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    this.#rpc = undefined;
    this.#log.error({ code: error.code, message: error.message }, 'Chain ended by itself');
    this.#onLost(error);
  }

  async #restore(rpc: Rpc, state: string, aheadSec: number): Promise<void> {
    try {
      await rpc.call('anvil_loadState', state);
      await requireContracts(rpc);
    } catch (cause) {
      throw new ChainError('DAMAGED', `The chain in ${this.#init.dir} cannot be restored`, { cause });
    }
    // anvil goes on with the machine's time, which would take the chain back.
    await rpc.call('evm_increaseTime', aheadSec);
    this.#aheadSec = aheadSec;
  }

  /** One piece of work after the other; what fails is tried again with the next tick. */
  #every(periodMs: number, work: () => Promise<void>): void {
    const run = () => {
      this.#work = this.#work.then(work).catch((error) => {
        if (this.#rpc !== undefined) this.#log.warn({ message: messageOf(error) }, 'Chain is not kept');
      });
    };
    this.#timers.push(setInterval(run, periodMs).unref());
  }

  async #tick(): Promise<void> {
    if (this.#rpc === undefined || this.#savedBytes > (this.#init.maxStateBytes ?? MAX_STATE_BYTES)) return;
    await this.mine();
  }

  /** Soon after a transaction; blocks without any are made again by time, so they wait. */
  async #saveIfWorth(): Promise<void> {
    if (this.#rpc === undefined) return;
    const head = await this.#readHead();
    const isIdle = head - this.#emptyBlocks === this.#savedBusy;
    if (isIdle && Date.now() - this.#savedAtMs < IDLE_SAVE_PERIOD_MS) return;
    await this.save();
  }

  async #readHead(): Promise<number> {
    this.#head = Number(await this.rpc.call('eth_blockNumber'));
    return this.#head;
  }
}
