import type { Clock } from '@noctiluca/common/clock';
import type { Logger } from '@noctiluca/lifecycle';
import { type KeyPair, MAX_PAYLOAD_BYTES, type TraceRecorder } from '@noctiluca/particle';
import type { Registry } from 'prom-client';
import * as defaults from './constants.js';
import { NetworkError } from './errors.js';
import type { Kademlia } from './kademlia.js';
import type { ConnectionEncrypterPart, StreamMuxerPart, TransportPart } from './parts.js';
import { VERSION } from './version.js';

/** Whose pages may connect: of any site, or only pages that this machine serves. Clients that are no browser always may. */
export type WebSocketOrigins = 'any' | 'loopback';

/** Whose addresses have shares: those of the open internet, or local ones too, behind which there may be anybody. */
export type SharedAddresses = 'global' | 'all';

export interface NetworkLimits {
  /** Connections in all, both directions. @default 4096 */
  readonly connections: number;
  /** Connections per peer. @default 5 */
  readonly connectionsPerPeer: number;
  /** Inbound connections in all. @default as `connections` */
  readonly inboundConnections: number;
  /** Inbound connections being upgraded. @default 256 */
  readonly pendingInbound: number;
  /** Inbound connections of one address prefix: a /24 of IPv4, a /64 of IPv6, twice as many of a /48. @default a quarter of `inboundConnections` */
  readonly connectionsPerPrefix: number;
  /** Inbound connections of one prefix that are being upgraded. @default a quarter of `pendingInbound` */
  readonly pendingPerPrefix: number;
  /** New inbound connections per second and host. @default 256 */
  readonly inboundPerSecondPerHost: number;
  /** Particle streams per connection and direction. @default 4096 */
  readonly particleStreams: number;
  /** Largest frame, bytes. @default 100 MiB */
  readonly frameBytes: number;
  /** Bytes of unfinished and waiting frames over all peers. @default 200 MiB */
  readonly bufferedBytes: number;
  /** Particles taken and not yet settled by the handler. @default 128 */
  readonly inboundQueue: number;
}

/** All in milliseconds. */
export interface NetworkTimeouts {
  /** Negotiation of a connection or stream, and receiving one whole frame. @default 10000 */
  readonly upgradeMs: number;
  /** Sending one particle, dial included. @default 20000 */
  readonly sendMs: number;
  /** Dialling one peer. @default 20000 */
  readonly socketMs: number;
  /** A connection without traffic is closed. @default 180000 */
  readonly idleMs: number;
  /** Each connection is pinged this often. @default 15000 */
  readonly pingMs: number;
  /** A finished outbound stream that the peer does not close is reset. @default 2000 */
  readonly lingerMs: number;
}

export interface KademliaLimits {
  /** One query; a discovery may take twice as long. Milliseconds. @default 3000 */
  readonly queryTimeoutMs: number;
  /** Failed discoveries of a peer before it is banned. @default 3 */
  readonly failThreshold: number;
  /** How long it stays banned. Milliseconds. @default 60000 */
  readonly banCooldownMs: number;
}

export interface BootstrapDelays {
  /** First pause before a failed bootstrap node is dialled again; doubles with each failure. Milliseconds. @default 1000 */
  readonly initialDelayMs: number;
  /** Longest pause. Milliseconds. @default 60000 */
  readonly maxDelayMs: number;
  /** A Kademlia self look-up runs on the first and then on each n-th bootstrap connection. @default 3 */
  readonly frequency: number;
}

export interface NetworkInit {
  /** Identity of the host. */
  readonly keyPair: KeyPair;
  /** Multiaddrs to listen on. @default any free tcp and ws port of 127.0.0.1 */
  readonly listen?: readonly string[];
  /** Multiaddrs to announce instead of the ones listened on. @default none */
  readonly announce?: readonly string[];
  /** Network, part of the Kademlia protocol id: `dar`, `stage`, `kras` or a custom word. @default 'dar' */
  readonly networkId?: string;
  /** Multiaddrs, with or without `/p2p/<id>`. @default none */
  readonly bootstrapNodes?: readonly string[];
  /** Believe and pass on addresses that are not global. @default false */
  readonly allowLocalAddresses?: boolean;
  /** Version in identify's agent string. @default version of this package */
  readonly version?: string;
  /** Whose web pages may connect by WebSocket. @default 'any' */
  readonly webSocketOrigins?: WebSocketOrigins;
  /**
   * Whose addresses count for bounds of prefixes and for shares: behind a local one there may be anybody (a proxy, the
   * machine itself). @default 'global'
   */
  readonly sharedAddresses?: SharedAddresses;
  readonly limits?: Partial<NetworkLimits>;
  readonly timeouts?: Partial<NetworkTimeouts>;
  readonly kademlia?: Partial<KademliaLimits>;
  readonly bootstrap?: Partial<BootstrapDelays>;
  /** Muxers to offer, best first. @default ['yamux', 'mplex'] */
  readonly muxers?: readonly MuxerName[];
  /** Carry particles past libp2p's general stream machinery; off for comparison and diagnosis. @default true */
  readonly fastPath?: boolean;
}

export type MuxerName = 'yamux' | 'mplex';

/** What libp2p makes a part with; what it hands over is of the part's own type, as in libp2p's configuration. */
export type PartFactory<Part> = (components: never) => Part;

/** Parts of libp2p as its own configuration takes them, and its routing; each replaces what this package composes. */
export interface Libp2pParts {
  /** Finds peers instead of libp2p's Kademlia. */
  readonly kademlia?: () => Kademlia;
  /** Instead of TCP and WebSocket; limits and origins of these are the embedder's then. */
  readonly transports?: PartFactory<TransportPart>[];
  /** Instead of noise; particles go libp2p's general way then. */
  readonly connectionEncrypters?: PartFactory<ConnectionEncrypterPart>[];
  /** Instead of yamux and mplex; particles go libp2p's general way then. */
  readonly streamMuxers?: PartFactory<StreamMuxerPart>[];
}

export interface NetworkComponents extends Libp2pParts {
  /** @default silent */
  readonly logger?: Logger;
  /** @default a fresh one */
  readonly registry?: Registry;
  /** @default silent */
  readonly trace?: TraceRecorder;
  /** How long peers are banned and small networks believed. @default the system's */
  readonly clock?: Clock;
}

/** `NetworkInit` with every default filled in. */
export type NetworkConfig = ReturnType<typeof resolveInit>;

/** @throws NetworkError `INVALID_LIMIT` when a number is not positive */
export function resolveInit(init: NetworkInit) {
  const connections = init.limits?.connections ?? defaults.MAX_CONNECTIONS;
  const inboundConnections = init.limits?.inboundConnections ?? connections;
  const pendingInbound = init.limits?.pendingInbound ?? defaults.MAX_PENDING_INBOUND;
  return {
    keyPair: init.keyPair,
    listen: init.listen ?? defaults.DEFAULT_LISTEN,
    announce: init.announce ?? [],
    networkId: init.networkId ?? defaults.DEFAULT_NETWORK_ID,
    bootstrapNodes: init.bootstrapNodes ?? [],
    allowLocalAddresses: init.allowLocalAddresses ?? false,
    version: init.version ?? VERSION,
    webSocketOrigins: init.webSocketOrigins ?? 'any',
    sharedAddresses: init.sharedAddresses ?? 'global',
    muxers: init.muxers ?? (['yamux', 'mplex'] satisfies MuxerName[]),
    fastPath: init.fastPath ?? true,
    limits: positive('limits', {
      connections,
      connectionsPerPeer: defaults.MAX_CONNECTIONS_PER_PEER,
      inboundConnections,
      pendingInbound,
      connectionsPerPrefix: partOfPrefix(inboundConnections),
      pendingPerPrefix: partOfPrefix(pendingInbound),
      inboundPerSecondPerHost: defaults.INBOUND_PER_SECOND_PER_HOST,
      particleStreams: defaults.MAX_PARTICLE_STREAMS,
      frameBytes: MAX_PAYLOAD_BYTES,
      bufferedBytes: defaults.MAX_BUFFERED_BYTES,
      inboundQueue: defaults.INBOUND_QUEUE_SIZE,
      ...init.limits,
    }),
    timeouts: positive('timeouts', {
      upgradeMs: defaults.UPGRADE_TIMEOUT_MS,
      sendMs: defaults.SEND_TIMEOUT_MS,
      socketMs: defaults.SOCKET_TIMEOUT_MS,
      idleMs: defaults.IDLE_TIMEOUT_MS,
      pingMs: defaults.PING_INTERVAL_MS,
      lingerMs: defaults.LINGER_MS,
      ...init.timeouts,
    }),
    kademlia: positive('kademlia', {
      queryTimeoutMs: defaults.KAD_QUERY_TIMEOUT_MS,
      failThreshold: defaults.KAD_FAIL_THRESHOLD,
      banCooldownMs: defaults.KAD_BAN_COOLDOWN_MS,
      ...init.kademlia,
    }),
    bootstrap: positive('bootstrap', {
      initialDelayMs: defaults.BOOTSTRAP_INITIAL_DELAY_MS,
      maxDelayMs: defaults.BOOTSTRAP_MAX_DELAY_MS,
      frequency: defaults.BOOTSTRAP_FREQUENCY,
      ...init.bootstrap,
    }),
  };
}

const partOfPrefix = (count: number): number => Math.ceil(count / defaults.PREFIX_ONE_IN);

function positive<T extends Record<string, number>>(section: string, values: T): T {
  for (const [name, value] of Object.entries(values)) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new NetworkError(
        'INVALID_LIMIT',
        `${section}.${name} must be a whole number above 0, got ${value}`,
      );
    }
  }
  return values;
}
