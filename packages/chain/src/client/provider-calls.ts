import { randomBytes } from 'node:crypto';
import { type ChainCid, cidToChain } from '../codec/cid.js';
import { peerIdToChain } from '../codec/peer-id.js';
import { ADDRESSES, NO_ADDRESS } from '../constants.js';
import { capacity, market } from './contracts.js';

/** What upstream writes for every provider, and nothing reads (spec/deals.md §2). */
const METADATA = 'bafybeihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku';
const UNIT_ID_BYTES = 32;
const PERCENT = 100;

/** A peer as the market is to have it. */
export interface NewPeer {
  readonly peerId: string;
  /** Address of its account. */
  readonly owner: string;
  readonly units: number;
}

export interface NewOffer {
  /** For a worker and an epoch, in units of the token. */
  readonly price: bigint;
  readonly effectors: readonly ChainCid[];
  readonly peers: readonly NewPeer[];
  /** Of the protocol. @default 1 */
  readonly minVersion?: number;
  readonly maxVersion?: number;
}

export interface NewCommitment {
  readonly peerId: string;
  readonly epochs: bigint;
  /** Who may deposit its collateral. @default anybody */
  readonly delegator?: string;
  /** Share of who does, in percent. */
  readonly rewardRate: number;
  /** As `core.precision` has it. */
  readonly precision: bigint;
}

/** Ids that no unit has. */
export const newUnitIds = (count: number): Uint8Array[] =>
  Array.from({ length: count }, () => Uint8Array.from(randomBytes(UNIT_ID_BYTES)));

/** With new units. @throws ChainError `INVALID` */
export const peerToChain = ({ peerId, owner, units }: NewPeer) => ({
  ...{ peerId: peerIdToChain(peerId), owner },
  unitIds: newUnitIds(units),
});

/** Call of the market that names a provider, encoded. */
export const nameProvider = (name: string): Uint8Array =>
  market.setProviderInfo.encodeInput({ name, metadata: cidToChain(METADATA) });

/** Call of the market that makes an offer, encoded. @throws ChainError `INVALID` */
export function registerOffer({ price, effectors, peers, minVersion = 1, maxVersion = 1 }: NewOffer) {
  return market.registerMarketOffer.encodeInput({
    ...{ minPricePerWorkerEpoch: price, paymentToken: ADDRESSES.token, effectors: [...effectors] },
    newPeers: peers.map(peerToChain),
    ...{ minVersion: BigInt(minVersion), maxVersion: BigInt(maxVersion) },
  });
}

/** Call of the contract of capacity that makes a commitment, encoded. @throws ChainError `INVALID` */
export function createCommitment(commitment: NewCommitment): Uint8Array {
  const { peerId, epochs, delegator = NO_ADDRESS, rewardRate, precision } = commitment;
  return capacity.createCommitment.encodeInput({
    ...{ peerId: peerIdToChain(peerId), duration: epochs, delegator },
    rate: BigInt(Math.floor((rewardRate / PERCENT) * Number(precision))),
  });
}
