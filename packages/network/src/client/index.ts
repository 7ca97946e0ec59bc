/**
 * A client's side of the network, apart from the peer's: it loads no Kademlia, no metrics and no listeners, in one file.
 *
 * ```ts
 * import { ClientNetwork } from '@noctiluca/network/client';
 *
 * const network = new ClientNetwork({
 *   keyPair,
 *   agent: { name: 'app', version: '1.0.0' },
 *   onParticle: ({ particle }) => console.log(particle.id),
 *   onLost: (peerId) => console.log('lost', peerId),
 * });
 * await network.start();
 * await network.dial(`/ip4/127.0.0.1/tcp/9991/ws/p2p/${relay}`, { signal: AbortSignal.timeout(5000) });
 * console.log(await network.send(relay, particle));
 * await network.stop();
 * ```
 *
 * @packageDocumentation
 */
export { NetworkError, type NetworkErrorCode } from '../errors.js';
export type { InboundParticle, SendResult } from '../network.js';
export type { Notice } from '../notices/notice.js';
export { ClientNetwork, type ClientNetworkInit } from './client-network.js';
