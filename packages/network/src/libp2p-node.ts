import type { Connection, Libp2p, PeerId } from '@libp2p/interface';
import type { KadDHT, KadDHTComponents } from '@libp2p/kad-dht';
import type { Ping } from '@libp2p/ping';
import type { Logger } from '@noctiluca/lifecycle';
import { isLocalAddress, leadsToLocalAddress } from './address-filter.js';
import { announceProtocolVersion } from './announce-protocol.js';
import { batchingNoise } from './batching.js';
import type { Connections } from './connections.js';
import {
  KAD_ALPHA,
  KAD_K,
  kademliaProtocol,
  MAX_MUXER_STREAMS,
  MAX_PING_STREAMS,
  PING_TIMEOUT_MS,
} from './constants.js';
import { type Dialler, dialAfresh } from './dial-afresh.js';
import type { NetworkConfig } from './init.js';
import type { Intake } from './intake.js';
import { type Lanes, laneYamux } from './lane-muxer.js';
import {
  createLibp2p,
  generateKeyPairFromSeed,
  identify,
  identifyPush,
  kadDHT,
  mplex,
  noise,
  passthroughMapper,
  ping,
  removePrivateAddressesMapper,
  tcp,
  yamux,
} from './libp2p.js';
import { muxerInit } from './muxer-init.js';
import { quietLogger } from './quiet-logger.js';
import type { Refusals } from './refusals.js';
import { refusingDatastore } from './refusing-datastore.js';
import { type Acceptor, watchAcceptance } from './watch-acceptance.js';
import { guardedWebSockets } from './web-origins.js';

/** The part of Kademlia's routing table that libp2p does not declare. */
export interface LocalTable {
  readonly size: number;
  closestPeers(kadId: Uint8Array, options: { count: number }): PeerId[];
  remove(peer: PeerId): Promise<void>;
}

/** A libp2p node as this package composes it, not started. */
export interface BuiltLibp2p {
  readonly libp2p: Libp2p;
  readonly dht: KadDHT;
  readonly table: LocalTable;
  /** Really listened on, whatever is announced. */
  listening(): string[];
}

/** What libp2p hands to the factory of a service, as far as it is used here. */
interface Internals extends KadDHTComponents {
  readonly connectionManager: KadDHTComponents['connectionManager'] & Acceptor & Dialler;
  readonly transportManager: { getAddrs(): { toString(): string }[] };
}

export interface Libp2pComponents {
  readonly log: Logger;
  readonly connections: Connections;
  readonly refusals: Refusals;
  readonly intake: Intake;
  readonly lanes: Lanes;
  /** Addresses that the operator gave, dialled even when local. */
  readonly trusted: ReadonlySet<string>;
}

/** Composes libp2p for one peer: transports, limits, identify, ping, Kademlia (spec/nox.md §1.1–1.3, §1.9). */
export async function buildLibp2p(config: NetworkConfig, components: Libp2pComponents): Promise<BuiltLibp2p> {
  const { fastPath } = config;
  const { lanes, intake } = components;
  let dht: KadDHT | undefined;
  let internals: Internals | undefined;
  const libp2p = await createLibp2p({
    start: false,
    privateKey: await generateKeyPairFromSeed('Ed25519', config.keyPair.seed),
    nodeInfo: { name: 'noctiluca', version: config.version, userAgent: `noctiluca/${config.version}` },
    logger: quietLogger(components.log),
    addresses: { listen: [...config.listen], announce: [...config.announce] },
    transports: [
      tcp({
        inboundSocketInactivityTimeout: config.timeouts.idleMs,
        outboundSocketInactivityTimeout: config.timeouts.idleMs,
      }),
      guardedWebSockets(config.webSocketOrigins, components.refusals),
    ],
    connectionEncrypters: [fastPath ? batchingNoise() : noise()],
    streamMuxers: config.muxers.map((name) =>
      name === 'yamux'
        ? fastPath
          ? laneYamux(muxerInit, laneLimits(config), lanes, intake)
          : yamux(muxerInit)
        : mplex(mplexInit),
    ),
    connectionManager: connectionLimits(config),
    connectionMonitor: { pingInterval: config.timeouts.pingMs, pingTimeout: { minTimeout: PING_TIMEOUT_MS } },
    connectionGater: gate(config, components),
    services: {
      identify: (all: Parameters<ReturnType<typeof identify>>[0]) => announceProtocolVersion(identify()(all)),
      // Offered to whoever has new addresses; like nox, a peer does not push its own.
      identifyPush: identifyPush({ runOnSelfUpdate: false }),
      ping: ping({ maxInboundStreams: MAX_PING_STREAMS, maxOutboundStreams: MAX_PING_STREAMS }),
      dht: (all: Internals) => {
        internals = all;
        dialAfresh(all.connectionManager);
        watchAcceptance(all.connectionManager, config.limits, components.refusals);
        dht = kademlia(config)(routingOnly(all));
        return dht;
      },
    },
  });
  if (dht === undefined || !hasTable(dht))
    throw new Error('@libp2p/kad-dht has no routing table with closestPeers');
  const listening = (): string[] => internals?.transportManager.getAddrs().map(String) ?? [];
  return { libp2p, dht, table: dht.routingTable, listening };
}

/** Streams per second after which mplex goes deaf; the default of 5 cannot carry a stream per particle. */
const mplexInit = { ...muxerInit, disconnectThreshold: 16 * MAX_MUXER_STREAMS };

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

function gate(config: NetworkConfig, { connections, refusals, trusted }: Libp2pComponents) {
  const { inboundConnections, connectionsPerPeer } = config.limits;
  const tooMany = (peer: PeerId): boolean => {
    const isRefused = connections.count(peer.toString()) >= connectionsPerPeer;
    if (isRefused) refusals.refused('too-many-of-peer', peer.toString());
    return isRefused;
  };
  const open = config.allowLocalAddresses;
  return {
    denyInboundConnection({ remoteAddr }: { remoteAddr: Connection['remoteAddr'] }) {
      const isRefused = connections.inbound >= inboundConnections;
      if (isRefused) refusals.refused('too-many-inbound', remoteAddr.toString());
      return isRefused;
    },
    denyInboundUpgradedConnection: tooMany,
    denyOutboundUpgradedConnection: tooMany,
    denyDialMultiaddr: async (address: Connection['remoteAddr']) =>
      !open && !trusted.has(address.toString()) && (await leadsToLocalAddress(address.toString())),
    filterMultiaddrForPeer: (_: PeerId, address: Connection['remoteAddr']) =>
      open || !isLocalAddress(address.toString()),
  };
}

/** Kademlia as a server that keeps no records, its `pk` namespace included. */
function kademlia(config: NetworkConfig) {
  return kadDHT({
    protocol: kademliaProtocol(config.networkId),
    clientMode: false,
    kBucketSize: KAD_K,
    alpha: KAD_ALPHA,
    // A query of a peer that has just started must not wait for the first self query: the answer is "nobody yet".
    allowQueryWithZeroPeers: true,
    peerInfoMapper: config.allowLocalAddresses ? passthroughMapper : removePrivateAddressesMapper,
    validators: {
      pk: () => {
        throw new Error('this peer keeps no Kademlia records');
      },
    },
  });
}

function routingOnly(all: KadDHTComponents): KadDHTComponents {
  const { peerId, privateKey, registrar, addressManager, peerStore, connectionManager, events, logger } = all;
  const datastore = refusingDatastore();
  // A getter, because libp2p builds services in order and checks afterwards.
  return {
    ...{
      peerId,
      privateKey,
      registrar,
      addressManager,
      peerStore,
      connectionManager,
      events,
      logger,
      datastore,
    },
    get ping(): Ping {
      return all.ping;
    },
  };
}

function hasTable(dht: KadDHT): dht is KadDHT & { routingTable: LocalTable } {
  if (!('routingTable' in dht)) return false;
  const table = dht.routingTable;
  return typeof table === 'object' && table !== null && 'closestPeers' in table && 'remove' in table;
}
