import { toNumber } from '../codec/hex.js';
import { IDLE_SAVE_PERIOD_MS, SAVE_ATTEMPTS } from '../constants.js';
import { ChainError } from '../errors.js';
import type { Rpc } from '../rpc.js';
import { saveChain } from './state-file.js';

/** Keeps a chain between runs: soon after a transaction; blocks without any are made again by time, so they wait. */
export class StateKeeper {
  readonly #dir: string;
  readonly #rpc: Rpc;
  #aheadSec: number;
  /** Blocks of which it is known that nothing is in them. */
  #emptyBlocks = 0;
  #head = -1;
  #saved = { busy: -1, atMs: 0, bytes: 0 };

  /** @param aheadSec seconds that the chain's clock is ahead of that of the machine */
  constructor(dir: string, rpc: Rpc, aheadSec: number) {
    this.#dir = dir;
    this.#rpc = rpc;
    this.#aheadSec = aheadSec;
  }

  /** The number of the latest block that was looked at; seconds ahead; bytes of what was kept last. */
  get facts(): { readonly block: number; readonly aheadSec: number; readonly savedBytes: number } {
    return { block: this.#head, aheadSec: this.#aheadSec, savedBytes: this.#saved.bytes };
  }

  /** Makes a block, in which a transaction that came just now may be. */
  async mine(): Promise<void> {
    await this.#rpc.call('evm_mine');
    const count = await this.#rpc.call('eth_getBlockTransactionCountByNumber', 'latest');
    if (toNumber(count) === 0) this.#emptyBlocks += 1;
  }

  advanced(seconds: number): void {
    this.#aheadSec += seconds;
  }

  /** @throws ChainError as `Rpc.call`, and `LIMIT` when blocks come faster than it can be kept */
  async save(): Promise<void> {
    for (let left = SAVE_ATTEMPTS; left > 0; left -= 1) {
      const busy = await this.#busyBlocks();
      const before = this.#head;
      await this.#readClock();
      const state = await this.#rpc.call('anvil_dumpState');
      if (typeof state !== 'string') throw new ChainError('INVALID', 'anvil answered no state');
      await this.#busyBlocks();
      // anvil reads blocks and accounts one after the other: what a block in between did would be kept without the block and its logs.
      if (this.#head !== before) continue;
      await saveChain(this.#dir, { aheadSec: this.#aheadSec, state });
      this.#saved = { busy, atMs: Date.now(), bytes: state.length / 2 };
      return;
    }
    throw new ChainError('LIMIT', 'Blocks come faster than the chain can be kept');
  }

  /** Others move it over the RPC as well. A second more or less is of the asking. */
  async #readClock(): Promise<void> {
    const block = await this.#rpc.call('eth_getBlockByNumber', 'pending', false);
    const { timestamp } = (block ?? {}) as { timestamp?: unknown };
    const aheadSec = toNumber(timestamp) - Math.floor(Date.now() / 1000);
    if (aheadSec > this.#aheadSec + 1) this.#aheadSec = aheadSec;
  }

  async saveIfWorth(): Promise<void> {
    const isIdle = (await this.#busyBlocks()) === this.#saved.busy;
    if (!isIdle || Date.now() - this.#saved.atMs >= IDLE_SAVE_PERIOD_MS) await this.save();
  }

  async #busyBlocks(): Promise<number> {
    this.#head = toNumber(await this.#rpc.call('eth_blockNumber'));
    return this.#head - this.#emptyBlocks;
  }
}
