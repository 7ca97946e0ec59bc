import type { Generation } from '../../client/generation.js';
import { MAX_WATCHED_BLOCKS } from '../../constants.js';
import { ChainError } from '../../errors.js';
import type { Rpc } from '../../rpc.js';
import type { ChainChange } from './changes.js';
import { type Head, headOf } from './head.js';
import { changeOf, dealFilter, type LogFilter, matchFilter } from './log-filters.js';

export interface PollWatchComponents {
  readonly rpc: Rpc;
  readonly generation: Generation;
  /** Deals of which all is to be told. */
  readonly deals: () => ReadonlySet<string>;
  readonly onBlock: (head: Head) => void;
  readonly onChange: (change: ChainChange) => void;
}

/** Looks for what a chain has that is new, by plain requests. */
export class PollWatch {
  readonly #peerId: string;
  readonly #components: PollWatchComponents;
  /** Up to which block all was looked at. */
  #seen: number | undefined;

  constructor({ peerId }: { readonly peerId: string }, components: PollWatchComponents) {
    this.#peerId = peerId;
    this.#components = components;
  }

  /** Somebody else has told of all up to now, or nobody: what was missed is not known. */
  forget(): void {
    this.#seen = undefined;
  }

  /** @throws ChainError as `Rpc.call` */
  async look(): Promise<void> {
    const { rpc, onBlock, onChange } = this.#components;
    const head = headOf(await rpc.call('eth_getBlockByNumber', 'latest', false));
    const { block } = head;
    const seen = this.#seen;
    this.#seen = block;
    if (block === seen) return;
    onBlock(head);
    const all: ChainChange = { reason: 'connected', block };
    if (seen === undefined || block < seen || block - seen > MAX_WATCHED_BLOCKS) return onChange(all);
    // An RPC that tells no logs tells blocks at least.
    const changes = await this.#changes(seen + 1, block).catch(() => [all]);
    changes.forEach(onChange);
  }

  async #changes(from: number, to: number): Promise<ChainChange[]> {
    const { rpc, generation, deals } = this.#components;
    const range = { fromBlock: `0x${from.toString(16)}`, toBlock: `0x${to.toString(16)}` };
    const filters = [matchFilter(generation, this.#peerId), dealFilter(deals())];
    const asked = filters
      .filter((filter): filter is LogFilter => filter !== undefined)
      .map((filter) => ({ method: 'eth_getLogs', params: [{ ...filter, ...range }] }));
    return (await rpc.batch(asked)).flatMap((outcome) => {
      if (!outcome.ok) throw outcome.error;
      if (!Array.isArray(outcome.result)) throw new ChainError('INVALID', 'The chain answered no logs');
      return outcome.result.map((log) => changeOf(log, generation));
    });
  }
}
