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
export * from './daemon/control.js';
export { runLocalNetwork } from './daemon/daemon.js';
export { LocalNetworkError, type LocalNetworkErrorCode } from './errors.js';
export {
  type ChainWish,
  createLocalNetwork,
  type LocalNetwork,
  type LocalNetworkInit,
} from './network/local-network.js';
