import type { NewPeer } from '@noctiluca/chain/client';
import { chosenNames } from './choose.js';
import { chainCid } from './make-deal.js';
import type { OfferTerms, ProviderFile } from './provider-file.js';
import { type ProviderPeer, providerPeers } from './provider-peers.js';
import { isUnknown } from './refusals.js';
import type { ChainSession } from './session.js';
import type { PaymentToken } from './token.js';

/** An offer of `provider.yaml`. */
export interface WantedOffer {
  readonly name: string;
  readonly terms: OfferTerms;
  readonly peers: readonly ProviderPeer[];
  /** Units of the token. */
  readonly price: bigint;
}

/** @throws CliError `BAD_ARGUMENT`, `PEER_UNKNOWN`, `KEY_UNKNOWN`, `PROJECT_INVALID` */
export async function wantedOffers(
  session: ChainSession,
  provider: ProviderFile,
  { names, token }: { readonly names: string | undefined; readonly token: PaymentToken },
): Promise<WantedOffer[]> {
  const { file, offers } = provider;
  const chosen = chosenNames(Object.keys(offers), names, { kind: 'offer', file, code: 'BAD_ARGUMENT' });
  return Promise.all(
    chosen.map(async (name) => {
      const terms = offers[name]!;
      const peers = await providerPeers(session, provider, terms.computePeers.join(','));
      return { name, terms, peers, price: token.parse(terms.minPricePerWorkerEpoch) };
    }),
  );
}

/** A peer as the market is to have it. */
export const newPeer = ({ peerId, walletAddress, computeUnits }: ProviderPeer): NewPeer => ({
  ...{ peerId, owner: walletAddress, units: computeUnits },
});

/** CIDs of an offer's effectors, as the chain has them. @throws CliError `BAD_ARGUMENT` */
export const effectorsOf = (session: ChainSession, { effectors }: OfferTerms) =>
  effectors.map((cid) => chainCid(session, cid));

/** Id of the offer that a peer is in; nothing when the market does not have it. @throws CliError `NO_CHAIN` */
export async function offerOfPeer({ kit, ask }: ChainSession, peer: Uint8Array): Promise<string | undefined> {
  try {
    const { offerId } = await ask(kit.ADDRESSES.market, kit.contracts.market.getComputePeer, peer);
    return kit.isZero(offerId) ? undefined : kit.toHex(offerId);
  } catch (error) {
    if (isUnknown(error, 'peer')) return undefined;
    throw error;
  }
}
