import type { Connection, IdentifyResult, PeerUpdate } from '@libp2p/interface';
import type { Multiaddr } from '@multiformats/multiaddr';
import type { Clock } from '@noctiluca/common/clock';
import { messageOf } from '@noctiluca/common/thrown';
import { deadline, type Logger } from '@noctiluca/lifecycle';
import { isPeerId, PARTICLE_PROTOCOL } from '@noctiluca/particle';
import { kademliaProtocol } from '../constants.js';
import { NetworkError } from '../errors.js';
import type { InboundQueue } from '../inbound/inbound-queue.js';
import type { Libp2pParts, NetworkConfig } from '../init.js';
import type { LaneOrigin } from '../lane/inbound-lane-stream.js';
import type { NetworkMetrics } from '../metrics.js';
import type { Contact, SendResult } from '../network.js';
import type { NoticeInbox } from '../notices/notice-inbox.js';
import type { NoticeOutbox } from '../notices/notice-outbox.js';
import { type AddressBook, withoutPeerId } from '../peers/address-book.js';
import { Arrivals } from '../peers/arrivals.js';
import type { Connections } from '../peers/connections.js';
import { Offences } from '../peers/offences.js';
import type { Refusals } from '../peers/refusals.js';
import { Routing, type RoutingInit } from '../peers/routing.js';
import { type BuiltLibp2p, buildLibp2p } from './build-libp2p.js';
import { Lanes, sourceOfConnection } from './lanes.js';
import { multiaddr, peerIdFromString } from './modules.js';
import { Internals } from './patches/internals.js';
import { sendPlainly } from './plain-send.js';
import { acceptPlainStream } from './plain-stream.js';
import { watchProposals } from './proposals.js';
import { announceTaken, TakenPeers } from './taken-protocol.js';

export interface AdapterComponents {
  readonly log: Logger;
  readonly metrics: NetworkMetrics;
  readonly inboundQueue: InboundQueue;
  readonly connections: Connections;
  readonly refusals: Refusals;
  readonly addressBook: AddressBook;
  readonly noticeInbox: NoticeInbox;
  readonly noticeOutbox: NoticeOutbox;
  readonly parts: Libp2pParts;
  readonly reach: RoutingInit['reach'];
  readonly clock: Clock;
}

/** What is known of connections. */
interface Books {
  readonly lanes: Lanes;
  readonly internals: Internals;
  readonly taken: TakenPeers;
  readonly arrivals: Arrivals;
  readonly offences: Offences;
  readonly sourceOf: (connection: Connection) => LaneOrigin;
}

/**
 * The half of the network that needs libp2p in memory; loaded by `start`, because these modules take longer to load
 * than everything else in the peer.
 */
export class Libp2pAdapter {
  readonly routing: Routing;
  readonly #config: NetworkConfig;
  readonly #components: AdapterComponents;
  readonly #built: BuiltLibp2p;
  readonly #books: Books;

  private constructor(
    config: NetworkConfig,
    components: AdapterComponents,
    built: BuiltLibp2p,
    books: Books,
  ) {
    this.#config = config;
    this.#components = components;
    this.#built = built;
    this.#books = books;
    const { libp2p, kademlia } = built;
    const { reach, clock } = components;
    const self = libp2p.peerId.toString();
    this.routing = new Routing({ self, kademlia, limits: config.kademlia, reach, clock });
  }

  /** @throws NetworkError `INVALID_ADDRESS` */
  static async build(config: NetworkConfig, components: AdapterComponents): Promise<Libp2pAdapter> {
    for (const address of [...config.listen, ...config.announce, ...config.bootstrapNodes])
      parseAddress(address);
    const trusted = new Set(config.bootstrapNodes.map((address) => parseAddress(address).toString()));
    const internals = new Internals(components);
    const taken = new TakenPeers(config.timeouts.upgradeMs);
    const offences = new Offences(components.refusals, components.clock);
    const { refusals } = components;
    const arrivals = new Arrivals({ ...config.limits, sharedAddresses: config.sharedAddresses }, refusals);
    const sourceOf = (connection: Connection) => ({
      ...sourceOfConnection(connection),
      address: arrivals.shareOf(connection),
    });
    const lanes = new Lanes(internals, taken, sourceOf);
    const built = await buildLibp2p(config, { ...components, internals, lanes, arrivals, offences, trusted });
    return new Libp2pAdapter(config, components, built, {
      lanes,
      internals,
      taken,
      arrivals,
      offences,
      sourceOf,
    });
  }

  async start(): Promise<void> {
    const { libp2p } = this.#built;
    const { connections } = this.#components;
    const { taken, lanes, arrivals, offences } = this.#books;
    libp2p.addEventListener('connection:open', ({ detail }) => {
      taken.opened(detail);
      lanes.admit(detail);
      arrivals.opened(detail);
      watchProposals(detail, offences);
      connections.opened(detail);
      this.routing.reached(detail.remotePeer.toString());
    });
    libp2p.addEventListener('connection:close', ({ detail }) => {
      arrivals.closed(detail);
      connections.closed(detail);
    });
    libp2p.addEventListener('peer:identify', ({ detail }) => this.#onIdentify(detail));
    libp2p.addEventListener('peer:update', ({ detail }) => this.#onPeerUpdate(detail));
    await libp2p.handle(PARTICLE_PROTOCOL, (stream, connection) => this.#onStream(stream, connection), {
      maxInboundStreams: this.#config.limits.particleStreams,
      maxOutboundStreams: this.#config.limits.particleStreams,
    });
    await announceTaken(libp2p);
    await this.#components.noticeInbox.listen(libp2p);
    await libp2p.start();
  }

  async stop(): Promise<void> {
    await this.#built.libp2p.stop();
  }

  /** Parts of libp2p that patches did not find. */
  get missingInternals(): readonly string[] {
    return this.#books.internals.missing;
  }

  listenAddresses(): string[] {
    return this.#built
      .listening()
      .map((address) => `${withoutPeerId(address)}/p2p/${this.#built.libp2p.peerId}`);
  }

  #onStream(stream: Parameters<typeof acceptPlainStream>[0], connection: Connection): void {
    const { inboundQueue } = this.#components;
    const source = this.#books.sourceOf(connection);
    acceptPlainStream(stream, source, inboundQueue, this.#config.timeouts.lingerMs);
  }

  /**
   * nox disconnects whoever lacks the particle protocol (spec/nox.md §1.2). Here a peer that speaks our network's Kademlia
   * may stay: it answers routing questions, and refusing it makes the network smaller for nothing (§9.2 no. 8).
   * One that speaks neither only takes the place of a peer that does.
   */
  #onIdentify({ peerId, protocols, connection, agentVersion }: IdentifyResult): void {
    this.#books.taken.identified(connection, protocols);
    if (agentVersion !== undefined) this.#components.connections.identified(connection, agentVersion);
    this.#components.noticeOutbox.identified(connection, protocols);
    if (protocols.includes(PARTICLE_PROTOCOL)) return;
    const { log, metrics } = this.#components;
    const routes = protocols.includes(kademliaProtocol(this.#config.networkId));
    metrics.foreignPeers.inc();
    log.debug({ peerId: peerId.toString(), routes }, 'Peer without the particle protocol');
    if (!routes) connection.close().catch((error) => connection.abort(error));
  }

  #onPeerUpdate({ peer }: PeerUpdate): void {
    this.#components.addressBook.set(
      peer.id.toString(),
      peer.addresses.map(({ multiaddr }) => multiaddr.toString()),
    );
  }

  /** Dials an address given by the operator; resolves to the id of the peer behind it. */
  async dialAddress(address: string, signal: AbortSignal): Promise<string> {
    const connection = await this.#built.libp2p.dial(parseAddress(address), {
      signal: deadline(this.#config.timeouts.socketMs, signal),
    });
    return connection.remotePeer.toString();
  }

  /** @throws whatever the dial ends with; an `AggregateError` of one error per address */
  async dial(contact: Contact, signal: AbortSignal): Promise<void> {
    const addresses = contact.addresses.flatMap((address) => dialable(address, contact.peerId));
    if (addresses.length === 0)
      throw new NetworkError('INVALID_ADDRESS', 'the contact has no usable address');
    await this.#built.libp2p.dial(addresses, { signal });
  }

  async disconnect(peerId: string): Promise<void> {
    if (isPeerId(peerId)) await this.#built.libp2p.hangUp(peerIdFromString(peerId));
  }

  /** Sends over a connection that stands, the one that the particle came through if it did; `not-connected` when there is none. */
  async send(
    { peerId, particleId }: { readonly peerId: string; readonly particleId: string },
    frame: Uint8Array,
    signal?: AbortSignal,
  ): Promise<SendResult> {
    const connection = this.#components.connections.get(peerId, particleId);
    if (connection === undefined) return { status: 'not-connected' };
    const fast = this.#books.lanes.of(connection)?.send(frame, signal);
    if (fast !== undefined) return fast;
    const { timeouts } = this.#config;
    const options = { ...timeouts, endMeansTaken: this.#books.taken.endMeansTaken(connection) };
    return sendPlainly(connection, frame, options, deadline(timeouts.sendMs, signal));
  }
}

/** @throws NetworkError `INVALID_ADDRESS` */
function parseAddress(address: string): Multiaddr {
  try {
    return multiaddr(address);
  } catch (error) {
    const reason = messageOf(error);
    throw new NetworkError('INVALID_ADDRESS', `"${address}" is no multiaddr: ${reason}`, { cause: error });
  }
}

/** Addresses come from other peers: one that makes no sense is left out. */
function dialable(address: string, peerId: string): Multiaddr[] {
  try {
    return [multiaddr(`${withoutPeerId(address)}/p2p/${peerId}`)];
  } catch {
    return [];
  }
}
