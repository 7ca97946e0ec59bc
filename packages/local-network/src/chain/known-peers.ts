import type { Rpc } from '@noctiluca/chain';
import type { Wallet } from '@noctiluca/chain/client';
import type { ChainPackage } from './load-chain.js';
import type { OfferedPeer } from './offered-peers.js';

interface Reader {
  readonly rpc: Rpc;
  readonly client: ChainPackage['client'];
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

export const isNothing = (id: Uint8Array): boolean => id.every((byte) => byte === 0);

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

/** Those of the peers that are in offers of the wallet's account. @throws ChainError as `knownPeers` */
export async function ownPeers(
  reader: Reader & { readonly wallet: Wallet },
  peers: readonly OfferedPeer[],
): Promise<KnownPeer[]> {
  const { ADDRESSES, contracts, query, readAll } = reader.client;
  const known = await knownPeers(reader, peers);
  const asked = known.map(({ offerId }) => query(ADDRESSES.market, contracts.market.getOffer, offerId));
  const offers = await readAll(reader.rpc, asked);
  const own = reader.wallet.address.toLowerCase();
  return known.filter((_, at) => {
    const offer = offers[at]!;
    return offer.ok && offer.value.provider === own;
  });
}
