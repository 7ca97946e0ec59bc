/** What the contracts have said so far; ids are 0x-hex in lower case. */
export interface World {
  readonly providers: Map<string, ProviderEntity>;
  readonly offers: Map<string, OfferEntity>;
  readonly peers: Map<string, PeerEntity>;
  readonly units: Map<string, UnitEntity>;
  readonly commitments: Map<string, CommitmentEntity>;
  readonly deals: Map<string, DealEntity>;
  readonly tokens: Map<string, TokenEntity>;
  /** The block that all of it is of. */
  head: { readonly number: number; readonly timestamp: number };
  /** When the first epoch began, seconds; how long one is. */
  network: { readonly initTimestamp: number; readonly epochDuration: number };
}

export interface ProviderEntity {
  readonly id: string;
  readonly name: string;
}

export interface TokenEntity {
  readonly id: string;
  readonly symbol: string;
  readonly decimals: number;
}

export interface OfferEntity {
  readonly id: string;
  readonly provider: string;
  /** Seconds. */
  readonly createdAt: number;
  updatedAt: number;
  price: bigint;
  token: string;
  readonly effectors: Set<string>;
  readonly peers: Set<string>;
}

export interface PeerEntity {
  readonly id: string;
  readonly offer: string;
  readonly units: Set<string>;
  commitment: string | undefined;
}

export interface UnitEntity {
  readonly id: string;
  readonly peer: string;
  deal: string | undefined;
  workerId: string | undefined;
}

export interface CommitmentEntity {
  readonly id: string;
  readonly peer: string;
  status: 'WaitDelegation' | 'Active' | 'Removed';
  /** Epochs; absent before the deposit. */
  startEpoch?: bigint;
  endEpoch?: bigint;
}

export interface DealEntity {
  readonly id: string;
  /** Seconds. */
  readonly createdAt: number;
  readonly token: string;
  readonly price: bigint;
  readonly minWorkers: number;
  readonly targetWorkers: number;
  readonly maxWorkersPerProvider: number;
  readonly accessType: number;
  readonly accessList: readonly string[];
  readonly effectors: readonly string[];
  /** In the order in which they came. */
  readonly units: Set<string>;
}

/** Nothing has been said yet. */
export function emptyWorld(network: World['network']): World {
  return {
    providers: new Map(),
    offers: new Map(),
    peers: new Map(),
    units: new Map(),
    commitments: new Map(),
    deals: new Map(),
    tokens: new Map(),
    head: { number: -1, timestamp: 0 },
    network,
  };
}
