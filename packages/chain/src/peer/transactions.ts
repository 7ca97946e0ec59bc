import { BoundedMap } from '@noctiluca/common/bounded-map';
import type { Read } from '../client/query.js';
import { type Receipt, receiptsOf } from '../client/receipts.js';
import type { Sent, Transacting, Wallet } from '../client/wallet.js';
import { MAX_RECEIPTS, MAX_REMEMBERED_TRANSACTIONS } from '../constants.js';
import { ChainError } from '../errors.js';
import type { Rpc } from '../rpc.js';

/** Since the peer began. */
export interface TransactionCounts {
  readonly sent: number;
  /** Refused, failed in a block, or in none. */
  readonly failed: number;
}

/** The transactions of one account: each is looked after until it is in a block, whether anybody waits or not. */
export class Transactions {
  readonly counts = { sent: 0, failed: 0 };
  readonly #components: { readonly rpc: Rpc; readonly wallet: Pick<Wallet, 'begin'> };
  readonly #begun = new BoundedMap<string, Transacting>(MAX_REMEMBERED_TRANSACTIONS);

  constructor(components: { readonly rpc: Rpc; readonly wallet: Pick<Wallet, 'begin'> }) {
    this.#components = components;
  }

  /** @throws ChainError as `Wallet.begin` */
  async begin(sent: Sent): Promise<Transacting> {
    try {
      const begun = await this.#components.wallet.begin(sent);
      this.counts.sent += 1;
      this.#begun.set(begun.hash, begun);
      begun.receipt.catch(() => this.#failed());
      return begun;
    } catch (error) {
      this.#failed();
      throw error;
    }
  }

  /** @throws ChainError as `PeerChain.receipts` */
  async receipts(hashes: readonly string[]): Promise<Read<Receipt | undefined>[]> {
    if (hashes.length > MAX_RECEIPTS)
      throw new ChainError('LIMIT', `At most ${MAX_RECEIPTS} receipts at once, not ${hashes.length}`);
    const all = hashes.map((hash) => this.#begun.get(hash)?.hashes ?? [hash]);
    const reads = await receiptsOf(this.#components.rpc, all.flat());
    return all.map(({ length }) => reads.splice(0, length)).map(firstIn);
  }

  #failed(): void {
    this.counts.failed += 1;
  }
}

/** The one that is in a block, or what is to be said of the first. */
function firstIn(reads: readonly Read<Receipt | undefined>[]): Read<Receipt | undefined> {
  return reads.find((read) => read.ok && read.value !== undefined) ?? reads[0]!;
}
