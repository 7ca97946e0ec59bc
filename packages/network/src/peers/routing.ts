import type { Clock } from '@noctiluca/common/clock';
import { messageOf } from '@noctiluca/common/thrown';
import { deadline } from '@noctiluca/lifecycle';
import { isPeerId } from '@noctiluca/particle';
import { KAD_K } from '../constants.js';
import type { KademliaLimits } from '../init.js';
import type { Kademlia } from '../kademlia.js';
import type { RoutingEntry } from '../network.js';
import { Bans } from './bans.js';
import { commonBits, multihashOf, placeOf } from './distance.js';
import { Neighborhood, type Reach } from './neighborhood.js';

export type Discovery =
  | { readonly found: true; readonly addresses: readonly string[] }
  | { readonly found: false; readonly how: 'KademliaNotFound' | 'KademliaError'; readonly detail: string };

export interface RoutingInit {
  /** Our own id. */
  readonly self: string;
  readonly kademlia: Kademlia;
  readonly limits: KademliaLimits;
  readonly reach: Reach;
  readonly clock: Clock;
}

/** Finding peers through Kademlia, within time limits and with a ban for those that cannot be found. */
export class Routing {
  readonly #self: string;
  readonly #kademlia: Kademlia;
  readonly #limits: KademliaLimits;
  readonly #clock: Clock;
  readonly #bans: Bans;
  readonly #neighborhood: Neighborhood;

  constructor(init: RoutingInit) {
    this.#self = init.self;
    this.#kademlia = init.kademlia;
    this.#limits = init.limits;
    this.#clock = init.clock;
    this.#neighborhood = new Neighborhood(init);
    this.#bans = new Bans(init.limits);
  }

  /** Peers in the routing table. */
  get size(): number {
    return this.#kademlia.size;
  }

  /** All of them. */
  table(): RoutingEntry[] {
    const place = placeOf(multihashOf(this.#self));
    const known = this.#kademlia.closestKnown(place, this.size).filter((peerId) => peerId !== this.#self);
    return known.map((peerId) => ({ peerId, bucket: commonBits(placeOf(multihashOf(peerId)), place) }));
  }

  /** Looks a peer up in the network; counts a failure towards its ban. */
  async discover(id: string, signal?: AbortSignal): Promise<Discovery> {
    if (!isPeerId(id)) return { found: false, how: 'KademliaError', detail: `"${id}" is no peer id` };
    if (this.#bans.isBanned(id, this.#clock.monotonicMs())) {
      return {
        found: false,
        how: 'KademliaError',
        detail: 'PeerBanned: it could not be found several times',
      };
    }
    const overall = deadline(2 * this.#limits.queryTimeoutMs, signal);
    try {
      const addresses = await this.#kademlia.findPeer(id, overall);
      return addresses === undefined ? await this.#notFound(id) : { found: true, addresses };
    } catch (error) {
      if (signal?.aborted) return { found: false, how: 'KademliaError', detail: 'Cancelled' };
      const detail = overall.aborted ? 'PeerTimedOut' : messageOf(error);
      return await this.#failed(id, 'KademliaError', detail);
    }
  }

  /** A connection to a peer stands: its failures are forgiven, and the network has one more than it had without it. */
  reached(peerId: string): void {
    if (this.#bans.succeeded(peerId)) this.#neighborhood.grew();
  }

  /**
   * Neither its known addresses nor the network lead to it: it is no neighbour of anything until it is met again, when
   * Kademlia takes it on anew. libp2p keeps it otherwise as long as its bucket has room, and each write goes there in vain.
   * Counts towards its ban.
   */
  async unreachable(id: string): Promise<void> {
    this.#bans.failed(id, this.#clock.monotonicMs());
    if (isPeerId(id)) await this.#kademlia.forget(id);
  }

  async #notFound(peerId: string): Promise<Discovery> {
    return this.#failed(peerId, 'KademliaNotFound', this.size === 0 ? 'NoKnownPeers' : 'nobody knows it');
  }

  async #failed(
    peerId: string,
    how: 'KademliaNotFound' | 'KademliaError',
    detail: string,
  ): Promise<Discovery> {
    await this.unreachable(peerId);
    return { found: false, how, detail };
  }

  /** Peers closest to a key, nearest first; see {@link Neighborhood}. */
  async neighborhood(key: Uint8Array, count: number, signal?: AbortSignal): Promise<string[]> {
    return this.#neighborhood.of(key, count, signal);
  }

  /** A look-up of ourselves fills the routing table with our neighbours. */
  async lookUpSelf(signal: AbortSignal): Promise<void> {
    await this.neighborhood(multihashOf(this.#self), KAD_K, signal);
  }
}
