/**
 * A Fluence network on this machine, without docker.
 *
 * ```ts
 * import { createLocalNetwork } from '@noctiluca/local-network';
 *
 * const life = new AbortController();
 * const network = createLocalNetwork({ fluenceDir: '/tmp/demo/.fluence', freePorts: true });
 * await network.start(life.signal);
 * console.log(network.peers.map((peer) => peer.multiaddrs));
 * await network.stop(AbortSignal.timeout(10_000));
 * ```
 */
export { DEFAULT_DOWN_MS, DEFAULT_UP_MS, startInBackground, stopInBackground } from './background.js';
export { runLocalNetwork } from './daemon.js';
export { LocalNetworkError, type LocalNetworkErrorCode } from './errors.js';
export { createLocalNetwork, type LocalNetwork, type LocalNetworkInit } from './local-network.js';
export { localPaths, peerName } from './paths.js';
export { isUp, type LocalPeer, type LocalState, readLocalState } from './state.js';
export {
  DEFAULT_PEER_COUNT,
  FIRST_HTTP_PORT,
  FIRST_TCP_PORT,
  FIRST_WS_PORT,
  WELL_KNOWN_PEERS,
} from './well-known-peers.js';
