import type { Libp2p } from '@libp2p/interface';
import type { KadDHT, KadDHTComponents } from '@libp2p/kad-dht';
import type { Clock } from '@noctiluca/common/clock';
import type { Logger } from '@noctiluca/lifecycle';
import type { Libp2pOptions } from 'libp2p';
import { MAX_MUXER_STREAMS, MAX_PING_STREAMS, PING_TIMEOUT_MS } from '../constants.js';
import type { InboundQueue } from '../inbound/inbound-queue.js';
import type { Libp2pParts, NetworkConfig } from '../init.js';
import type { Kademlia } from '../kademlia.js';
import { checkedLookup, checkedWebSockets } from './checked-names.js';
import { connectionGater, type GaterComponents } from './connection-gater.js';
import { harmWatch } from './harm.js';
import { kademliaOf, routingService } from './kademlia.js';
import type { Lanes } from './lanes.js';
import {
  createLibp2p,
  generateKeyPairFromSeed,
  identify,
  identifyPush,
  mplex,
  noise,
  ping,
  tcp,
  yamux,
} from './modules.js';
import { muxerInit } from './muxer-init.js';
import { watchAcceptance } from './patches/acceptance.js';
import { batchingNoise } from './patches/batching-noise.js';
import { dialAfresh } from './patches/fresh-dials.js';
import { announceProtocolVersion } from './patches/identify-version.js';
import type { Internals } from './patches/internals.js';
import { laneYamux } from './patches/lane-muxer.js';
import { laneFitsYamux } from './patches/lane-self-test.js';
import { listenAddressesOf } from './patches/listen-addresses.js';
import { routingTableOf } from './patches/routing-table.js';
import { guardedWebSockets } from './patches/upgrade-requests.js';
import { quietLogger } from './quiet-logger.js';

/** A libp2p node as this package composes it, not started. */
export interface BuiltLibp2p {
  readonly libp2p: Libp2p;
  readonly kademlia: Kademlia;
  /** Really listened on, whatever is announced. */
  listening(): string[];
}

/** Options of a dial; libp2p adds host and port. */
type TcpDialOptions = NonNullable<NonNullable<Parameters<typeof tcp>[0]>['dialOpts']>;

/** What libp2p hands to the factory of a service, as far as it is used here. */
interface Internal extends KadDHTComponents {
  readonly transportManager: object;
}

/** Those of `Libp2pParts` by the types of libp2p, which is in our bundle: who uses this package has not got them. */
type GivenParts = Pick<Libp2pOptions, 'transports' | 'connectionEncrypters' | 'streamMuxers'>;

export interface Libp2pComponents extends GaterComponents {
  readonly log: Logger;
  readonly inboundQueue: InboundQueue;
  readonly lanes: Lanes;
  readonly internals: Internals;
  readonly parts: Libp2pParts;
  readonly clock: Clock;
}

/** Composes libp2p for one peer: transports, limits, identify, ping, Kademlia (spec/nox.md §1.1–1.3, §1.9). */
export async function buildLibp2p(config: NetworkConfig, components: Libp2pComponents): Promise<BuiltLibp2p> {
  const { internals, parts } = components;
  const own = parts.kademlia?.();
  const given = parts as GivenParts;
  const isFast = config.fastPath && internals.found('muxer-input', laneFitsYamux(muxerInit));
  let dht: KadDHT | undefined;
  let listening: (() => string[]) | undefined;
  const libp2p = await createLibp2p({
    start: false,
    privateKey: await generateKeyPairFromSeed('Ed25519', config.keyPair.seed),
    nodeInfo: { name: 'noctiluca', version: config.version, userAgent: `noctiluca/${config.version}` },
    logger: quietLogger(components.log),
    addresses: { listen: [...config.listen], announce: [...config.announce] },
    transports: given.transports ?? transports(config, components),
    connectionEncrypters: given.connectionEncrypters ?? [isFast ? batchingNoise(internals) : noise()],
    streamMuxers: given.streamMuxers ?? muxers(config, components, isFast),
    connectionManager: connectionLimits(config),
    connectionMonitor: { pingInterval: config.timeouts.pingMs, pingTimeout: { minTimeout: PING_TIMEOUT_MS } },
    connectionGater: connectionGater(config, components),
    services: {
      identify: (all: Parameters<ReturnType<typeof identify>>[0]) =>
        announceProtocolVersion(identify()(all), internals),
      // Offered to whoever has new addresses; like nox, a peer does not push its own.
      identifyPush: identifyPush({ runOnSelfUpdate: false }),
      ping: ping({ maxInboundStreams: MAX_PING_STREAMS, maxOutboundStreams: MAX_PING_STREAMS }),
      patches: ({ connectionManager, transportManager }: Internal) => {
        dialAfresh(connectionManager, internals);
        watchAcceptance(connectionManager, config.limits, components);
        listening = listenAddressesOf(transportManager);
        internals.found('listen-addresses', listening !== undefined);
        return {};
      },
      ...(own === undefined && {
        dht: (all: Internal) => {
          dht = routingService(config)(all);
          return dht;
        },
      }),
    },
  });
  listening ??= () => libp2p.getMultiaddrs().map(String);
  return { libp2p, kademlia: own ?? withTable(dht!, internals), listening };
}

function withTable(dht: KadDHT, internals: Internals): Kademlia {
  const table = routingTableOf(dht);
  internals.found('routing-table', table !== undefined);
  return kademliaOf(dht, table);
}

function transports(config: NetworkConfig, { refusals, trusted }: Libp2pComponents) {
  const { timeouts, webSocketOrigins, allowLocalAddresses } = config;
  const overWebSockets = guardedWebSockets(webSocketOrigins, refusals);
  return [
    tcp({
      inboundSocketInactivityTimeout: timeouts.idleMs,
      outboundSocketInactivityTimeout: timeouts.idleMs,
      ...(allowLocalAddresses ? {} : { dialOpts: { lookup: checkedLookup(trusted) } as TcpDialOptions }),
    }),
    allowLocalAddresses ? overWebSockets : checkedWebSockets(overWebSockets, trusted),
  ];
}

/** Streams per second after which mplex goes deaf; the default of 5 cannot carry a stream per particle. */
const mplexInit = { ...muxerInit, disconnectThreshold: 16 * MAX_MUXER_STREAMS };

function muxers(config: NetworkConfig, components: Libp2pComponents, isFast: boolean) {
  const { lanes, inboundQueue, offences, clock } = components;
  const watch = harmWatch(offences, clock);
  return config.muxers.map((name) => {
    if (name === 'mplex') return mplex(mplexInit);
    if (!isFast) return yamux(muxerInit);
    return laneYamux(muxerInit, laneLimits(config), { lanes, inboundQueue, clock, watch });
  });
}

function laneLimits({ limits, timeouts }: NetworkConfig) {
  const { upgradeMs, sendMs, lingerMs } = timeouts;
  return { streams: limits.particleStreams, upgradeMs, sendMs, lingerMs };
}

function connectionLimits(config: NetworkConfig) {
  return {
    maxConnections: config.limits.connections,
    maxIncomingPendingConnections: config.limits.pendingInbound,
    inboundConnectionThreshold: config.limits.inboundPerSecondPerHost,
    inboundUpgradeTimeout: config.timeouts.upgradeMs,
    inboundStreamProtocolNegotiationTimeout: config.timeouts.upgradeMs,
    outboundStreamProtocolNegotiationTimeout: config.timeouts.upgradeMs,
    dialTimeout: config.timeouts.socketMs,
    addressDialTimeout: config.timeouts.upgradeMs,
    // Bootstrap has its own loop, and reconnecting to whoever was close once is not the peer's business.
    reconnectRetries: 0,
  };
}
