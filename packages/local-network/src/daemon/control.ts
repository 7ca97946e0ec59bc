/**
 * Starting, finding and ending a local network from another process. No peer is loaded by this, which takes most of a
 * command's time.
 *
 * ```ts
 * import { readLocalState, stopInBackground } from '@noctiluca/local-network/control';
 *
 * console.log((await readLocalState('.fluence'))?.peers);
 * ```
 */

export { FIRST_ACCOUNT, LOCAL_ACCOUNTS, type LocalAccount } from '../chain/local-accounts.js';
export {
  DEFAULT_PEER_TERMS,
  EPOCH_SEC,
  type OfferTerms,
  type PeerTerms,
  type ProviderTerms,
} from '../chain/provider-terms.js';
export type { NetworkStep, OnNetworkStep } from '../network/network-step.js';
export {
  isUp,
  type LocalChainState,
  type LocalPeer,
  type LocalState,
  readLocalState,
} from '../state/local-state.js';
export { localPaths, peerName } from '../state/paths.js';
export {
  DEFAULT_PEER_COUNT,
  FIRST_HTTP_PORT,
  FIRST_TCP_PORT,
  FIRST_WS_PORT,
  WELL_KNOWN_PEERS,
} from '../state/well-known-peers.js';
export {
  DEFAULT_DOWN_MS,
  DEFAULT_UP_MS,
  requireNoNetwork,
  startInBackground,
  stopInBackground,
} from './background.js';
