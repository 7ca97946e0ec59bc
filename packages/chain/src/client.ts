/**
 * The contracts of deals, for who has a chain already: reads, transactions, and their bytes. Nothing of it starts a chain.
 *
 * @packageDocumentation
 */
export type { AbiItem, AbiParam, EventCodec, Method } from './client/abi-types.js';
export * as contracts from './client/contracts.js';
export { leaveDeal, registerWorker } from './client/deal-calls.js';
export { dealsOfPeer, type PeerDeals, type SubnetWorker, workersOfDeal } from './client/deals.js';
export { transferCost } from './client/fees.js';
export {
  createCommitment,
  type NewCommitment,
  type NewOffer,
  type NewPeer,
  nameProvider,
  newUnitIds,
  peerToChain,
  registerOffer,
} from './client/provider-calls.js';
export { type Query, query, type Read, read, readAll } from './client/query.js';
export { eventsOf, type Log, type Receipt, receiptsOf } from './client/receipts.js';
export { type CommitmentStatus, commitmentStatusOf, dealStatusOf } from './client/statuses.js';
export { callTo, createWallet, type Sent, type Wallet, type WalletInit } from './client/wallet.js';
export { withChecksum } from './codec/address.js';
export { type ChainCid, cidFromChain, cidToChain } from './codec/cid.js';
export { dealAddress, dealIdOf } from './codec/deal-id.js';
export { fromHex, isZero, toHex } from './codec/hex.js';
export { peerIdFromChain, peerIdToChain } from './codec/peer-id.js';
export {
  ADDRESSES,
  CHAIN_ID,
  EPOCH_SEC,
  INDEXER_PATH,
  INDEXER_PORT,
  NO_ADDRESS,
  RPC_PORT,
} from './constants.js';
export { ChainError, type ChainErrorCode } from './errors.js';
export { type PostInit, postJson } from './post-json.js';
export { createRpc, type Rpc, type RpcCall, type RpcInit, type RpcOutcome } from './rpc.js';
