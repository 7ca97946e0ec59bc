import type { Rpc } from '@noctiluca/chain';
import type { ChainKit } from './load-chain.js';
import { FIRST_ACCOUNT } from './local-accounts.js';
import type { OfferedPeer } from './offered-peers.js';

/** What asks the chain. */
export interface Reader {
  readonly rpc: Rpc;
  readonly client: ChainKit;
}

/** A peer that is in an offer. */
export interface KnownPeer {
  readonly peer: OfferedPeer;
  readonly offerId: Uint8Array;
  /** Zeros for none. */
  readonly commitmentId: Uint8Array;
  /** Address of its account. */
  readonly owner: string;
}

/** Those of the peers that are in anybody's offer. @throws ChainError as `Rpc.batch`, and of what cannot be read */
export async function knownPeers(
  { rpc, client }: Reader,
  peers: readonly OfferedPeer[],
): Promise<KnownPeer[]> {
  const { ADDRESSES, contracts, peerIdToChain, query, readAll } = client;
  const asked = peers.map(({ peerId }) =>
    query(ADDRESSES.market, contracts.market.getComputePeer, peerIdToChain(peerId)),
  );
  return (await readAll(rpc, asked)).flatMap((read, at) => {
    if (read.ok) return [{ peer: peers[at]!, ...read.value }];
    // Of a peer that it does not know it says so.
    if (read.error.code === 'REVERTED') return [];
    throw read.error;
  });
}

/** Those of the peers that are in offers of the network's provider. @throws ChainError as `knownPeers` */
export async function ownPeers(reader: Reader, peers: readonly OfferedPeer[]): Promise<KnownPeer[]> {
  const { ADDRESSES, contracts, query, readAll } = reader.client;
  const known = await knownPeers(reader, peers);
  const asked = known.map(({ offerId }) => query(ADDRESSES.market, contracts.market.getOffer, offerId));
  const offers = await readAll(reader.rpc, asked);
  const own = FIRST_ACCOUNT.address.toLowerCase();
  return known.filter((_, at) => {
    const offer = offers[at]!;
    if (!offer.ok) throw offer.error;
    return offer.value.provider === own;
  });
}
