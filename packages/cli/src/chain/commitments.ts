import type { CommitmentStatus } from '@noctiluca/chain/client';
import { CliError } from '../errors.js';
import { idBytes } from './ids.js';
import type { ProviderPeer } from './provider-peers.js';
import { isUnknown } from './refusals.js';
import type { ChainSession } from './session.js';

const PERCENT = 100;

/** A capacity commitment of a peer, or one that was named by its id. */
export interface Commitment {
  readonly nox: string | null;
  readonly peerId: string;
  /** 0x-hex. */
  readonly commitmentId: string;
  readonly status: CommitmentStatus | 'Unknown';
  readonly startEpoch: number;
  readonly endEpoch: number;
  /** As `7%`. */
  readonly rewardDelegatorRate: string;
  /** Nothing: anyone. */
  readonly delegator: string | null;
  readonly totalUnits: number;
  readonly failedEpoch: number;
  readonly totalUnitFailCount: number;
  /** Wei. */
  readonly collateralPerUnit: bigint;
  readonly exitedUnitCount: number;
}

/** @throws CliError `BAD_ARGUMENT` for a peer without one, `CHAIN_REFUSED`, `NO_CHAIN` */
export async function commitmentsOfPeers(
  session: ChainSession,
  peers: readonly ProviderPeer[],
): Promise<Commitment[]> {
  return Promise.all(
    peers.map(async ({ name, key }) => commitmentAt(session, await idOfPeer(session, name, key), name)),
  );
}

async function idOfPeer({ kit, ask }: ChainSession, name: string, key: Uint8Array): Promise<string> {
  const { ADDRESSES, contracts } = kit;
  const peer = await ask(ADDRESSES.market, contracts.market.getComputePeer, key).catch((cause: unknown) => {
    throw isUnknown(cause, 'peer') ? withoutOffer(name, cause) : cause;
  });
  if (!kit.isZero(peer.commitmentId)) return kit.toHex(peer.commitmentId);
  throw new CliError(
    'BAD_ARGUMENT',
    `${name} has no commitment on the chain. You can create commitments using 'fluence provider cc-create' command`,
  );
}

/** What to do about a peer that is in no offer. */
export const withoutOffer = (name: string, cause: unknown): CliError =>
  new CliError(
    'BAD_ARGUMENT',
    `The chain does not have ${name}. Make sure you used 'fluence provider offer-create' command to create offers that contain ALL the peers you selected right now`,
    { cause },
  );

/** @param id 0x-hex. @throws CliError `BAD_ARGUMENT`, `CHAIN_REFUSED`, `NO_CHAIN` */
export async function commitmentAt(
  { kit, ask }: ChainSession,
  id: string,
  nox: string | null = null,
): Promise<Commitment> {
  const { ADDRESSES, contracts } = kit;
  const found = await ask(ADDRESSES.capacity, contracts.capacity.getCommitment, idBytes(id, 'a commitment'));
  const precision = await ask(ADDRESSES.core, contracts.core.precision);
  return {
    ...{ nox, commitmentId: id, peerId: kit.peerIdFromChain(found.peerId) },
    status: kit.commitmentStatusOf(found.status) ?? 'Unknown',
    startEpoch: Number(found.startEpoch),
    endEpoch: Number(found.endEpoch),
    rewardDelegatorRate: `${(Number(found.rewardDelegatorRate) * PERCENT) / Number(precision)}%`,
    delegator: found.delegator === kit.NO_ADDRESS ? null : kit.withChecksum(found.delegator),
    totalUnits: Number(found.unitCount),
    failedEpoch: Number(found.failedEpoch),
    totalUnitFailCount: Number(found.totalFailCount),
    collateralPerUnit: found.collateralPerUnit,
    exitedUnitCount: Number(found.exitedUnitCount),
  };
}

/** Its id, as the contract takes it. */
export const commitmentBytes = ({ commitmentId }: Commitment): Uint8Array =>
  idBytes(commitmentId, 'a commitment');
