import { randomBytes } from 'node:crypto';
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

const UNIT_ID_BYTES = 32;
const NO_OFFER = /^0x0+$/;

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

/** A peer with new units, as the market registers it. */
export const registeredPeer = ({ key, walletAddress, computeUnits }: ProviderPeer) => ({
  ...{ peerId: key, owner: walletAddress },
  unitIds: newUnitIds(computeUnits),
});

export const newUnitIds = (count: number): Uint8Array[] =>
  Array.from({ length: count }, () => Uint8Array.from(randomBytes(UNIT_ID_BYTES)));

/** CIDs of an offer's effectors, as the chain has them. @throws CliError `BAD_ARGUMENT` */
export const effectorsOf = (session: ChainSession, { effectors }: OfferTerms) =>
  (effectors ?? []).map((cid) => chainCid(session, cid));

/** Id of the offer that a peer is in; nothing when the market does not have it. @throws CliError `NO_CHAIN` */
export async function offerOfPeer({ kit, ask }: ChainSession, peer: Uint8Array): Promise<string | undefined> {
  try {
    const { offerId } = await ask(kit.ADDRESSES.market, kit.contracts.market.getComputePeer, peer);
    return NO_OFFER.test(kit.toHex(offerId)) ? undefined : kit.toHex(offerId);
  } catch (error) {
    if (isUnknown(error, 'peer')) return undefined;
    throw error;
  }
}
