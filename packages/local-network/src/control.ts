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
export {
  DEFAULT_DOWN_MS,
  DEFAULT_UP_MS,
  requireNoNetwork,
  startInBackground,
  stopInBackground,
} from './background.js';
export { localPaths, peerName } from './paths.js';
export { isUp, type LocalPeer, type LocalState, readLocalState } from './state.js';
export {
  DEFAULT_PEER_COUNT,
  FIRST_HTTP_PORT,
  FIRST_TCP_PORT,
  FIRST_WS_PORT,
  WELL_KNOWN_PEERS,
} from './well-known-peers.js';
