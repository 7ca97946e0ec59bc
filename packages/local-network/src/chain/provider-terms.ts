/** What the provider of a local network offers; plain data, so that it can cross to the background process. */
export interface ProviderTerms {
  readonly name: string;
  readonly offers: readonly OfferTerms[];
  /** By the name of the peer; others get `DEFAULT_PEER_TERMS`. */
  readonly peers: Readonly<Record<string, PeerTerms>>;
}

export interface OfferTerms {
  /** For a worker and an epoch, in units of the token (a millionth of a tUSD), decimal. */
  readonly price: string;
  /** CIDs of effectors that its peers have. */
  readonly effectors: readonly string[];
  /** Names of its peers; absent: all that are in no other. */
  readonly peers?: readonly string[];
}

export interface PeerTerms {
  readonly units: number;
  /** Of its commitment. */
  readonly epochs: number;
  /** Share of who pays the collateral, in percent, above 0. */
  readonly rewardRate: number;
  /** Private key of the peer's account, 0x-hex. @default made from the peer's key */
  readonly wallet?: string;
}

/** Seconds of an epoch of the chain's contracts. */
export const EPOCH_SEC = 15;

/** What upstream's peers get when nobody says otherwise: 32 units, 100 days, 7 % (spec/fluence-cli.md §2.7). */
export const DEFAULT_PEER_TERMS: PeerTerms = { units: 32, epochs: (100 * 86_400) / EPOCH_SEC, rewardRate: 7 };

/** One offer of all peers for 0.33 tUSD, as upstream's. */
export const DEFAULT_TERMS: ProviderTerms = {
  name: 'defaultProvider',
  offers: [{ price: '330000', effectors: [] }],
  peers: {},
};
