import { dealsOfPeer, type PeerDeals, type SubnetWorker, workersOfDeal } from '../client/deals.js';
import type { FeesInit } from '../client/fees.js';
import type { Generation } from '../client/generation.js';
import type { Read } from '../client/query.js';
import type { Receipt } from '../client/receipts.js';
import { Remembered } from '../client/remembered.js';
import { createWallet, type Transacting, type Wallet } from '../client/wallet.js';
import type { PeerRpcs } from './peer-rpcs.js';
import { type TransactionCounts, Transactions } from './transactions.js';

export interface PeerChainInit {
  readonly peerId: string;
  /** Private key of the account that pays, 0x-hex. */
  readonly walletKey: string;
  readonly chainId: number;
  readonly fees?: FeesInit;
  /** As of a wallet. */
  readonly replaceAfterMs?: number;
  readonly replacements?: number;
  readonly pollMs?: number;
}

export interface PeerChainComponents extends PeerRpcs {
  readonly generation: Generation;
}

/** What a peer does on a chain: it reads its deals, and tells which worker it has for each. */
export interface PeerChain {
  /** Address of the account that pays. */
  readonly account: string;
  /** How many transactions this peer has sent. */
  readonly transactions: TransactionCounts;
  /**
   * All deals of this peer, and the worker that the chain has for each: what a plan is made from.
   * @throws ChainError as `dealsOfPeer`: never with some of them
   */
  deals(): Promise<PeerDeals>;
  /**
   * Tells the chain which worker this peer has for a deal, and waits until it is in a block.
   * @param onchainWorkerId 0x-hex
   * @throws ChainError `INVALID`; as `Wallet.transact`
   */
  register(dealId: string, onchainWorkerId: string, workerId: string): Promise<Receipt>;
  /** The same, without waiting; `receipts` tells what comes of it. @returns hash of the transaction */
  beginRegistration(dealId: string, onchainWorkerId: string, workerId: string): Promise<string>;
  /** Tells the chain that this peer has no worker for a deal any more, which sets its unit free. @throws ChainError as `register` */
  leave(dealId: string, onchainWorkerId: string): Promise<Receipt>;
  /**
   * Of each hash by itself; nothing while it is in no block. One that another transaction took the place of is that one.
   * @throws ChainError `LIMIT` for more than 256; as `Rpc.batch`
   */
  receipts(hashes: readonly string[]): Promise<Read<Receipt | undefined>[]>;
  /** The workers of any deal, on whichever peers. @throws ChainError as `workersOfDeal`, `LIMIT` for too many */
  workersOf(dealId: string): Promise<SubnetWorker[]>;
}

export function createPeerChain(
  { peerId, walletKey, ...init }: PeerChainInit,
  { rpc, forAnybody, generation }: PeerChainComponents,
): PeerChain {
  const wallet: Wallet = createWallet({ ...init, privateKey: walletKey }, { rpc });
  const remembered = new Remembered();
  const transactions = new Transactions({ rpc, wallet });
  const registration = (dealId: string, onchainWorkerId: string, workerId: string): Promise<Transacting> =>
    transactions.begin(generation.register(dealId, onchainWorkerId, workerId));
  return {
    account: wallet.address,
    transactions: transactions.counts,
    deals: () => dealsOfPeer(rpc, peerId, { generation, remembered, chainId: init.chainId }),
    register: async (...args) => (await registration(...args)).receipt,
    beginRegistration: async (...args) => (await registration(...args)).hash,
    leave: async (dealId, onchainWorkerId) =>
      (await transactions.begin(generation.leave(dealId, onchainWorkerId))).receipt,
    receipts: (hashes) => transactions.receipts(hashes),
    workersOf: (dealId) => workersOfDeal(forAnybody, dealId, generation),
  };
}
