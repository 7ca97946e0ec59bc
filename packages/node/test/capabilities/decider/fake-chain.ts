import type { PeerChain, PeerDeals } from '@noctiluca/chain/peer';
import type { DealStatus, DesiredDeal } from '@noctiluca/chain/plan';

/** Deals as a chain would have them; each transaction is a block. */
export class FakeChain implements Pick<PeerChain, 'deals' | 'register' | 'leave'> {
  readonly listed = new Map<string, DesiredDeal>();
  /** Workers by deal. */
  readonly registered = new Map<string, string | null>();
  /** `register deal worker` and `leave deal`. */
  readonly transactions: string[] = [];
  /** Transactions that are taken, and come into no block. */
  losing = 0;
  /** Why those of a deal fail. */
  readonly refusals = new Map<string, string>();
  /** Why nothing can be read. */
  unread: string | undefined;
  block = 1;
  /** How often it was looked at. */
  reads = 0;
  /** Called after each block. */
  onBlock: () => void = () => {};

  deal(dealId: string, status: DealStatus, appCid: string): void {
    const state = { ok: true as const, status, appCid };
    this.listed.set(dealId, { dealId, unitIds: [UNIT], onchainWorkerId: UNIT, state });
    this.mine();
  }

  /** The unit is in no deal any more. */
  returned(dealId: string): void {
    this.listed.delete(dealId);
    this.registered.delete(dealId);
    this.mine();
  }

  mine(): void {
    this.block += 1;
    this.onBlock();
  }

  async deals(): Promise<PeerDeals> {
    this.reads += 1;
    if (this.unread !== undefined) throw new Error(this.unread);
    const ids = [...this.listed.keys()];
    return {
      desired: { ok: true, block: this.block, deals: [...this.listed.values()] },
      chain: new Map(ids.map((id) => [id, this.registered.get(id) ?? null])),
      firstBlock: `0x${'0f'.repeat(32)}`,
    };
  }

  async register(dealId: string, onchainWorkerId: string, workerId: string) {
    if (onchainWorkerId !== UNIT) throw new Error(`There is no ${onchainWorkerId}`);
    return this.#transact(dealId, `register ${dealId} ${workerId}`, () => {
      this.registered.set(dealId, workerId);
    });
  }

  async leave(dealId: string) {
    return this.#transact(dealId, `leave ${dealId}`, () => this.returned(dealId));
  }

  async #transact(dealId: string, name: string, effect: () => void) {
    this.transactions.push(name);
    const refusal = this.refusals.get(dealId);
    if (refusal !== undefined) throw new Error(refusal);
    if (this.losing > 0) {
      this.losing -= 1;
      throw new Error('Transaction 0x1 is in no block');
    }
    effect();
    this.mine();
    return { status: 'ok' as const, blockNumber: this.block, txHash: `0x${this.block}`, logs: [] };
  }
}

const UNIT = `0x${'01'.repeat(32)}`;
