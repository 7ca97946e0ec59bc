import { sha256Hex } from '@noctiluca/common/sha256';
import { MAX_OFFERED_UNITS } from '../constants.js';
import { DEFAULT_PEER_TERMS, type OfferTerms, type PeerTerms, type ProviderTerms } from './provider-terms.js';

/** A peer of the network, as far as the chain is to know of it. */
export interface ChainPeer {
  readonly name: string;
  readonly peerId: string;
  /** Base64 of its seed. */
  readonly seed: string;
}

export interface OfferedPeer extends ChainPeer {
  readonly terms: PeerTerms & { readonly wallet: string };
}

export interface OfferOfPeers extends OfferTerms {
  readonly of: readonly OfferedPeer[];
}

/** Each peer in one offer at most; offers without a peer of this network are none. Units of all fit into one block. */
export function offersOf(terms: ProviderTerms, peers: readonly ChainPeer[]): OfferOfPeers[] {
  const named = terms.offers.flatMap((offer) => offer.peers ?? []);
  const taken = new Set<string>();
  const most = Math.max(1, Math.floor(MAX_OFFERED_UNITS / peers.length));
  return terms.offers.flatMap((offer) => {
    const isIn = (name: string) => offer.peers?.includes(name) ?? !named.includes(name);
    const of = peers.filter(({ name }) => isIn(name) && !taken.has(name));
    for (const { name } of of) taken.add(name);
    return of.length === 0 ? [] : [{ ...offer, of: of.map((peer) => offered(peer, terms, most)) }];
  });
}

function offered(peer: ChainPeer, { peers }: ProviderTerms, most: number): OfferedPeer {
  const terms = peers[peer.name] ?? DEFAULT_PEER_TERMS;
  const wallet = walletOf(peer, { peers });
  return { ...peer, terms: { ...terms, units: Math.min(terms.units, most), wallet } };
}

/** Private key of a peer's account, 0x-hex. */
export function walletOf(
  { name, seed }: Pick<ChainPeer, 'name' | 'seed'>,
  { peers }: Pick<ProviderTerms, 'peers'>,
): string {
  return peers[name]?.wallet ?? walletOfSeed(seed);
}

/** The same account at each start, for a peer that nobody gave one. */
function walletOfSeed(seed: string): string {
  return `0x${sha256Hex(`noctiluca signing wallet ${seed}`)}`;
}
