import type { Contact } from './network.js';

/** What one peer said while a query went on: it is there, and knows these that are closer. */
export interface KademliaAnswer {
  readonly from: string;
  readonly closer: readonly Contact[];
}

/**
 * Finding peers by their place in the key space: sha2-256 of the multihash of an id. libp2p's Kademlia stands behind it
 * (`libp2p/kademlia.ts`), or whatever an embedder or a test gives instead.
 */
export interface Kademlia {
  /** Peers in the routing table. */
  readonly size: number;
  /** Ids of the table's peers nearest to a place, in any order; its own may be among them. */
  closestKnown(place: Uint8Array, count: number): string[];
  /** Takes a peer out of the table until it is met again. */
  forget(peerId: string): Promise<void>;
  /**
   * Asks the network for a peer.
   * @returns its addresses; undefined when nobody knows it
   * @throws whatever ends the query early
   */
  findPeer(peerId: string, signal: AbortSignal): Promise<readonly string[] | undefined>;
  /** Asks the network for the peers nearest to a key, multihash bytes. */
  closestPeers(key: Uint8Array, signal: AbortSignal): AsyncIterable<KademliaAnswer>;
}
