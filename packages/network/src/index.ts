/**
 * The peer's network on libp2p: particles in and out, contacts, Kademlia, bootstrap.
 *
 * ```ts
 * import { createNetwork } from '@noctiluca/network';
 * import { createParticle, generateKeyPair } from '@noctiluca/particle';
 *
 * const life = new AbortController();
 * const build = () => createNetwork({ keyPair: generateKeyPair(), allowLocalAddresses: true });
 * const [a, b] = [build(), build()];
 * a.onParticle(async ({ particle, from }) => console.log(particle.id, 'from', from));
 * b.onParticle(async () => {});
 * await Promise.all([a.start(life.signal), b.start(life.signal)]);
 *
 * const keyPair = generateKeyPair();
 * const particle = createParticle({ script: '(null)', ttl: 7000, timestampMs: Date.now(), keyPair });
 * console.log(await b.send({ peerId: a.peerId, addresses: a.listenAddresses() }, particle));
 *
 * await Promise.all([a.stop(life.signal), b.stop(life.signal)]);
 * ```
 *
 * @packageDocumentation
 */

export { kademliaProtocol, NOTICE_PROTOCOL } from './constants.js';
export { createNetwork } from './create-network.js';
export { NetworkError, type NetworkErrorCode } from './errors.js';
export type {
  BootstrapDelays,
  KademliaLimits,
  Libp2pParts,
  MuxerName,
  NetworkComponents,
  NetworkInit,
  NetworkLimits,
  NetworkTimeouts,
  PartFactory,
  SharedAddresses,
  WebSocketOrigins,
} from './init.js';
export type { Kademlia, KademliaAnswer } from './kademlia.js';
export type {
  AddressShare,
  ConnectionEvent,
  ConnectionFacts,
  Contact,
  ContactResolution,
  InboundParticle,
  Network,
  ParticleRoom,
  ParticleSource,
  RoutingEntry,
  SendResult,
} from './network.js';
export type { Notice } from './notices/notice.js';
export type { BootstrapState } from './peers/bootstrap.js';
