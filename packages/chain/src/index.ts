/**
 * A local chain for deals.
 *
 * @packageDocumentation
 */
export { whyNoAnvil } from './anvil/binary.js';
export {
  createLocalChain,
  type LocalChain,
  type LocalChainComponents,
  type LocalChainInit,
} from './anvil/local-chain.js';
export { ADDRESSES, CHAIN_ID, INDEXER_PORT, RPC_PORT } from './constants.js';
export { ChainError, type ChainErrorCode } from './errors.js';
export { createIndexer, type Indexer, type IndexerComponents, type IndexerInit } from './indexer/indexer.js';
export { createRpc, type Rpc, type RpcCall, type RpcInit, type RpcOutcome } from './rpc.js';
