/**
 * What a peer does on a chain that is there already: its deals, its workers, and when something of it changes.
 *
 * @packageDocumentation
 */
export type { PeerDeals, SubnetWorker } from './client/deals.js';
export { facadeGeneration, type Generation, marketGeneration } from './client/generation.js';
export type { Read } from './client/query.js';
export type { Receipt } from './client/receipts.js';
export { dealAddress, dealIdOf } from './codec/deal-id.js';
export type {
  DealPlan,
  Decider,
  DeciderComponents,
  DeciderStatus,
  PeerWorker,
  PlannedStep,
  StepOutcome,
} from './decider/decider.js';
export { createDecider } from './decider/peer-decider.js';
export { ChainError, type ChainErrorCode } from './errors.js';
export {
  createPeerChain,
  type PeerChain,
  type PeerChainComponents,
  type PeerChainInit,
} from './peer/peer-chain.js';
export { createPeerRpcs, type PeerRpcs } from './peer/peer-rpcs.js';
export type { TransactionCounts } from './peer/transactions.js';
export {
  type ChainWatch,
  type ChainWatchComponents,
  type ChainWatchInit,
  type ChainWatchState,
  createChainWatch,
} from './peer/watch/chain-watch.js';
export type { ChainChange } from './peer/watch/changes.js';
export * from './plan.js';
export { createRpc, type Rpc, type RpcInit } from './rpc.js';
