import { createHash } from 'node:crypto';
import type { PeerId, PeerInfo } from '@libp2p/interface';
import type { KadDHT } from '@libp2p/kad-dht';
import { deadline } from '@noctiluca/lifecycle';
import { KAD_K, SMALL_NETWORK_TTL_MS } from '../constants.js';
import { describeError } from '../errors.js';
import type { KademliaLimits } from '../init.js';
import type { LocalTable } from '../libp2p/build-libp2p.js';
import { peerIdFromString } from '../libp2p/modules.js';
import type { Contact } from '../network.js';
import { Bans } from './bans.js';

export type Discovery =
  | { readonly found: true; readonly addresses: readonly string[] }
  | { readonly found: false; readonly how: 'KademliaNotFound' | 'KademliaError'; readonly detail: string };

export interface RoutingInit {
  readonly self: PeerId;
  readonly dht: KadDHT;
  readonly table: LocalTable;
  readonly limits: KademliaLimits;
  /** Connects to a peer unless it is connected; true when it is afterwards. */
  reach(contact: Contact, options: { signal: AbortSignal }): Promise<boolean>;
}

/** Finding peers through Kademlia, within time limits and with a ban for those that cannot be found. */
export class Routing {
  readonly #self: PeerId;
  readonly #dht: KadDHT;
  readonly #table: LocalTable;
  readonly #limits: KademliaLimits;
  readonly #bans: Bans;
  readonly #reach: RoutingInit['reach'];
  /** Routing table size at which a query found nobody else, and until when that is believed. */
  #exhausted = { size: -1, untilMs: 0 };

  constructor(init: RoutingInit) {
    this.#self = init.self;
    this.#dht = init.dht;
    this.#table = init.table;
    this.#limits = init.limits;
    this.#reach = init.reach;
    this.#bans = new Bans(init.limits);
  }

  /** Peers in the routing table. */
  get size(): number {
    return this.#table.size;
  }

  /** Looks a peer up in the network; counts a failure towards its ban. */
  async discover(id: string, signal?: AbortSignal): Promise<Discovery> {
    const peerId = parsePeerId(id);
    if (peerId === undefined) return { found: false, how: 'KademliaError', detail: `"${id}" is no peer id` };
    if (this.#bans.isBanned(id, Date.now())) {
      return {
        found: false,
        how: 'KademliaError',
        detail: 'PeerBanned: it could not be found several times',
      };
    }
    const overall = deadline(2 * this.#limits.queryTimeoutMs, signal);
    try {
      const options = { signal: overall, useCache: false };
      for await (const event of this.#dht.findPeer(peerId, options)) {
        if (event.name !== 'FINAL_PEER' || event.peer.multiaddrs.length === 0) continue;
        return { found: true, addresses: event.peer.multiaddrs.map(String) };
      }
      return await this.#notFound(id, 'the query ended without it');
    } catch (error) {
      if (signal?.aborted) return { found: false, how: 'KademliaError', detail: 'Cancelled' };
      if (overall.aborted) return await this.#failed(id, 'KademliaError', 'PeerTimedOut');
      if (error instanceof Error && error.name === 'NotFoundError')
        return await this.#notFound(id, 'nobody knows it');
      return await this.#failed(id, 'KademliaError', describeError(error));
    }
  }

  /** A connection to a peer stands: its failures are forgiven, and the network has one more than it had without it. */
  reached(peerId: string): void {
    if (this.#bans.succeeded(peerId)) this.#exhausted.untilMs = 0;
  }

  /**
   * Neither its known addresses nor the network lead to it: it is no neighbour of anything until it is met again, when
   * Kademlia takes it on anew. libp2p keeps it otherwise as long as its bucket has room, and each write goes there in vain.
   * Counts towards its ban.
   */
  async unreachable(id: string): Promise<void> {
    this.#bans.failed(id, Date.now());
    const peerId = parsePeerId(id);
    if (peerId !== undefined) await this.#table.remove(peerId);
  }

  async #notFound(peerId: string, detail: string): Promise<Discovery> {
    return this.#failed(peerId, 'KademliaNotFound', this.#table.size === 0 ? 'NoKnownPeers' : detail);
  }

  async #failed(
    peerId: string,
    how: 'KademliaNotFound' | 'KademliaError',
    detail: string,
  ): Promise<Discovery> {
    await this.unreachable(peerId);
    return { found: false, how, detail };
  }

  /**
   * Peers closest to a key, nearest first. The table answers where it holds them all: keys near ourselves, and small
   * networks. For other keys it has a sample of what is there, and two peers would answer differently (nox does,
   * spec/nox.md §9.2 no. 9; docs/registry-scale.svg): there the network is asked.
   */
  async neighborhood(key: Uint8Array, count: number, signal?: AbortSignal): Promise<string[]> {
    const target = sha256(key);
    const local = this.#local(target, count);
    if (this.#holdsAll(target, local, count) || this.#isExhausted()) return local.map(String);
    const sizeBefore = this.#table.size;
    const life = deadline(this.#limits.queryTimeoutMs, signal);
    const known = new Map(local.map((peer) => [peer.toString(), peer]));
    const complete = await this.#queryClosest(key, known, count, life);
    if (complete && known.size === local.length) {
      this.#exhausted = { size: sizeBefore, untilMs: Date.now() + SMALL_NETWORK_TTL_MS };
    }
    return sortByDistance([...known.values()], target)
      .slice(0, count)
      .map(String);
  }

  /** A look-up of ourselves fills the routing table with our neighbours. */
  async lookUpSelf(signal: AbortSignal): Promise<void> {
    await this.neighborhood(this.#self.toMultihash().bytes, KAD_K, signal);
  }

  #local(target: Uint8Array, count: number): PeerId[] {
    // One more, because the table may hold ourselves.
    const peers = this.#table.closestPeers(target, { count: count + 1 });
    return sortByDistance(
      peers.filter((peer) => !peer.equals(this.#self)),
      target,
    ).slice(0, count);
  }

  #holdsAll(target: Uint8Array, local: readonly PeerId[], count: number): boolean {
    const furthest = local[count - 1];
    if (furthest === undefined) return false;
    return this.#table.size < KAD_K || isNearer(this.#self, furthest, target);
  }

  /** In a network smaller than `count` each call would ask everybody for nothing; a changed table asks again. */
  #isExhausted(): boolean {
    return this.#exhausted.size === this.#table.size && Date.now() < this.#exhausted.untilMs;
  }

  /**
   * Adds the peers found to `known`: those that answered, and those merely mentioned once they have been reached, as
   * anything can be mentioned. Without the latter a small network would stay unknown: libp2p's query asks only peers
   * nearer to the key than the one that mentioned them.
   *
   * @returns false when the query was cut short
   */
  async #queryClosest(
    key: Uint8Array,
    known: Map<string, PeerId>,
    count: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    const mentioned = new Map<string, PeerInfo>();
    let complete = true;
    try {
      for await (const event of this.#dht.getClosestPeers(key, { signal })) {
        if (event.name !== 'PEER_RESPONSE') continue;
        known.set(event.from.toString(), event.from);
        for (const peer of event.closer) mentioned.set(peer.id.toString(), peer);
      }
    } catch {
      // What came before the time was over is still an answer.
      complete = false;
    }
    known.delete(this.#self.toString());
    mentioned.delete(this.#self.toString());
    for (const id of known.keys()) mentioned.delete(id);
    const target = sha256(key);
    const nearest = sortByDistance(
      [...mentioned.values()].map(({ id }) => id),
      target,
    ).slice(0, count);
    await Promise.all(
      nearest.map(async (peer) => {
        const addresses = mentioned.get(peer.toString())?.multiaddrs.map(String) ?? [];
        if (await this.#reach({ peerId: peer.toString(), addresses }, { signal }))
          known.set(peer.toString(), peer);
      }),
    );
    return complete;
  }
}

/** Undefined for a text that is no peer id; scripts can name anything. */
export function parsePeerId(text: string): PeerId | undefined {
  try {
    return peerIdFromString(text);
  } catch {
    return undefined;
  }
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

function sortByDistance(peers: readonly PeerId[], target: Uint8Array): PeerId[] {
  return peers
    .map((peer) => ({ peer, distance: xor(sha256(peer.toMultihash().bytes), target) }))
    .sort((a, b) => Buffer.compare(a.distance, b.distance))
    .map(({ peer }) => peer);
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ (b[i] ?? 0));
}

function isNearer(peer: PeerId, other: PeerId, target: Uint8Array): boolean {
  return sortByDistance([peer, other], target)[0] === peer;
}
