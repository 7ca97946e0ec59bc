import type { NodeService } from '@noctiluca/lifecycle';
import type { Particle } from '@noctiluca/particle';
import type { Notice } from './notices/notice.js';

/** How to reach a peer. */
export interface Contact {
  readonly peerId: string;
  /** Multiaddr texts, without the trailing `/p2p/<id>`. */
  readonly addresses: readonly string[];
}

/** How a contact was found, or why it was not; the values are the metric's labels (spec/nox.md §2.7). */
export type ContactResolution =
  | { readonly how: 'Local' | 'Kademlia'; readonly contact: Contact }
  | { readonly how: 'KademliaNotFound' | 'KademliaError' | 'ConnectionFailed'; readonly detail: string };

/** Result of sending one particle to one peer (spec/nox.md §1.5). Never throws for these. */
export type SendResult =
  | { readonly status: 'ok'; readonly bytes: number }
  | { readonly status: 'timed-out'; readonly afterMs: number; readonly detail: string }
  | { readonly status: 'protocol-error'; readonly detail: string }
  | { readonly status: 'not-connected' }
  | { readonly status: 'connection-pool-died' };

/**
 * Where a connection comes from, as shares are counted: keys and ports are free, networks are not. `prefix` is what one
 * household or machine has (a /24 of IPv4, a /64 of IPv6), `site` what one customer has (/24, /48).
 */
export interface AddressShare {
  readonly prefix: string;
  readonly site: string;
}

/** Where frames come from. */
export interface ParticleSource {
  /** Peer at the other end of the connection. */
  readonly from: string;
  /** What of the connection's address counts for shares; undefined when nothing does. */
  readonly address?: AddressShare | undefined;
}

/** A particle that arrived over the wire: decoded and within size limits, nothing else checked. */
export interface InboundParticle extends ParticleSource {
  readonly particle: Particle;
  /** Size of the frame. */
  readonly bytes: number;
}

/** Whose particles there is room for, as whoever takes them knows: others stay with their senders meanwhile. */
export interface ParticleRoom {
  hasRoom(source: ParticleSource): boolean;
  /** @param listener called whenever there may be room for somebody again @returns unsubscribe */
  onRoom(listener: () => void): () => void;
}

/** A connection that stands. */
export interface ConnectionFacts {
  /** Counted over all peers from 1. */
  readonly number: number;
  readonly peerId: string;
  readonly direction: 'inbound' | 'outbound';
  /** Multiaddr text of the other end. */
  readonly address: string;
  /** Milliseconds since the epoch. */
  readonly openedAtMs: number;
  /** What the other end says it is; undefined until it has, cut. */
  readonly agent: string | undefined;
}

/** A peer of the routing table. */
export interface RoutingEntry {
  readonly peerId: string;
  /** Its bucket: bits that its place in the key space has in common with this peer's, from the first on. */
  readonly bucket: number;
}

export type ConnectionEvent = { readonly kind: 'connected' | 'disconnected'; readonly peerId: string };

/** The peer's view of the network: particles in and out, contacts, neighbours. */
export interface Network extends NodeService {
  readonly peerId: string;
  /** Multiaddr texts the peer listens on, each with `/p2p/<peerId>`; empty before start. */
  listenAddresses(): string[];
  /**
   * Who takes inbound particles; set before start, one only. The stream of a particle is held until the returned
   * promise settles or the bounded queue in front of it has room: that is the back-pressure.
   * @param room @default there is room for all while the queue has some
   */
  onParticle(handler: (inbound: InboundParticle) => Promise<void>, room?: ParticleRoom): void;
  /** Sends over an existing connection, or dials the contact's addresses first. Own peer id is a programming error. */
  send(to: Contact, particle: Particle, options?: { signal?: AbortSignal }): Promise<SendResult>;
  /** A connected peer wins; then Kademlia and a dial. */
  resolveContact(peerId: string, options?: { signal?: AbortSignal }): Promise<ContactResolution>;
  isConnected(peerId: string): boolean;
  /** Contact known from connections and the address book; undefined when nothing is known. */
  getContact(peerId: string): Contact | undefined;
  /** True when connected afterwards. */
  connect(contact: Contact, options?: { signal?: AbortSignal }): Promise<boolean>;
  disconnect(peerId: string): Promise<void>;
  /**
   * Peers closest to a key, nearest first: the local routing table, then the network when that holds fewer than `count`.
   * @param key multihash bytes; distance is between sha2-256 of these bytes and of the peers' ids
   */
  neighborhood(key: Uint8Array, count: number, options?: { signal?: AbortSignal }): Promise<string[]>;
  /** Events of peers that really were connected. @returns unsubscribe */
  onConnectionEvent(listener: (event: ConnectionEvent) => void): () => void;
  /** Number of the newest connection of a peer, which grows from one to the next; 0 when it is not connected. */
  newestConnection(peerId: string): number;
  /** Peers connected now. */
  connectedPeers(): string[];
  /** Connections that stand, the oldest first. */
  connections(): ConnectionFacts[];
  /** Peers in Kademlia's table, in any order. */
  routingTable(): RoutingEntry[];
  /**
   * Tells a connected peer what became of a particle, over the connection that it came through. Best effort: peers that
   * do not speak notices hear nothing, and so does one that was told too much of late.
   */
  notify(peerId: string, notice: Notice): void;
  /** Who takes the notices of others; one only. Nothing of them is checked but their form. */
  onNotice(handler: (notice: Notice, from: string) => void): void;
}
