import type { Clock } from '@noctiluca/common/clock';
import { deadline } from '@noctiluca/lifecycle';
import { KAD_K, SMALL_NETWORK_TTL_MS } from '../constants.js';
import type { KademliaLimits } from '../init.js';
import type { Kademlia } from '../kademlia.js';
import type { Contact } from '../network.js';
import { isNearer, placeOf, sortByDistance } from './distance.js';

/** Connects to a peer unless it is connected; true when it is afterwards. */
export type Reach = (contact: Contact, options: { signal: AbortSignal }) => Promise<boolean>;

export interface NeighborhoodInit {
  readonly self: string;
  readonly kademlia: Kademlia;
  readonly limits: Pick<KademliaLimits, 'queryTimeoutMs'>;
  readonly reach: Reach;
  readonly clock: Clock;
}

/** Who is nearest to a key. */
export class Neighborhood {
  readonly #self: string;
  readonly #kademlia: Kademlia;
  readonly #queryTimeoutMs: number;
  readonly #reach: Reach;
  readonly #clock: Clock;
  /** Routing table size at which a query found nobody else, and until when that is believed. */
  #exhausted = { size: -1, untilMs: 0 };

  constructor(init: NeighborhoodInit) {
    this.#self = init.self;
    this.#kademlia = init.kademlia;
    this.#queryTimeoutMs = init.limits.queryTimeoutMs;
    this.#reach = init.reach;
    this.#clock = init.clock;
  }

  /** The network has a peer more than was believed. */
  grew(): void {
    this.#exhausted.untilMs = 0;
  }

  /**
   * Peers closest to a key, nearest first. The table answers where it holds them all: keys near ourselves, and small
   * networks. For other keys it has a sample of what is there, and two peers would answer differently (nox does,
   * spec/nox.md §9.2 no. 9; docs/registry-scale.svg): there the network is asked.
   */
  async of(key: Uint8Array, count: number, signal?: AbortSignal): Promise<string[]> {
    const place = placeOf(key);
    const local = this.#local(place, count);
    if (this.#holdsAll(place, local, count) || this.#isExhausted()) return local;
    const sizeBefore = this.#kademlia.size;
    const life = deadline(this.#queryTimeoutMs, signal);
    const known = new Set(local);
    const complete = await this.#queryClosest(key, known, count, life);
    if (complete && known.size === local.length) {
      this.#exhausted = { size: sizeBefore, untilMs: this.#clock.monotonicMs() + SMALL_NETWORK_TTL_MS };
    }
    return sortByDistance([...known], place).slice(0, count);
  }

  #local(place: Uint8Array, count: number): string[] {
    // One more, because the table may hold ourselves.
    const peers = this.#kademlia.closestKnown(place, count + 1).filter((peer) => peer !== this.#self);
    return sortByDistance(peers, place).slice(0, count);
  }

  #holdsAll(place: Uint8Array, local: readonly string[], count: number): boolean {
    const furthest = local[count - 1];
    if (furthest === undefined) return false;
    return this.#kademlia.size < KAD_K || isNearer(this.#self, furthest, place);
  }

  /** In a network smaller than `count` each call would ask everybody for nothing; a changed table asks again. */
  #isExhausted(): boolean {
    return (
      this.#exhausted.size === this.#kademlia.size && this.#clock.monotonicMs() < this.#exhausted.untilMs
    );
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
    known: Set<string>,
    count: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    const mentioned = new Map<string, Contact>();
    let complete = true;
    try {
      for await (const { from, closer } of this.#kademlia.closestPeers(key, signal)) {
        known.add(from);
        for (const contact of closer) mentioned.set(contact.peerId, contact);
      }
    } catch {
      // What came before the time was over is still an answer.
      complete = false;
    }
    known.delete(this.#self);
    mentioned.delete(this.#self);
    for (const id of known) mentioned.delete(id);
    const nearest = sortByDistance([...mentioned.keys()], placeOf(key)).slice(0, count);
    await Promise.all(
      nearest.map(async (id) => {
        if (await this.#reach(mentioned.get(id)!, { signal })) known.add(id);
      }),
    );
    return complete;
  }
}
