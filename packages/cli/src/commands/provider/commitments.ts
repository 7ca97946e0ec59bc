import { type CommitmentFlags, chosenCommitments } from '../../chain/chosen-commitments.js';
import {
  type Commitment,
  commitmentJson,
  commitmentsOfPeers,
  commitmentText,
  withoutOffer,
} from '../../chain/commitments.js';
import { accountAddress } from '../../chain/ids.js';
import { sendAll } from '../../chain/multicall.js';
import { type CommitmentTerms, type ProviderFile, readProviderFile } from '../../chain/provider-file.js';
import { type ProviderPeer, providerPeers } from '../../chain/provider-peers.js';
import { isUnknown } from '../../chain/refusals.js';
import { type ChainFlags, type ChainSession, openChain } from '../../chain/session.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import { projectRoot } from '../../project/project-root.js';

export interface CommitFlags extends ChainFlags {
  readonly noxNames?: string;
  readonly offers?: string;
}

export const create = printing(createCommitments);
export const info = printing(showCommitments);

async function createCommitments(context: CliContext, flags: CommitFlags): Promise<CommandResult> {
  const provider = await readProviderFile(projectRoot(context));
  const session = await openChain(context, flags);
  const { kit } = session;
  const peers = await providerPeers(
    session,
    provider,
    flags.noxNames ?? peersOfOffers(provider, flags.offers),
  );
  const calls = await Promise.all(peers.map((peer) => creation(session, peer, termsOf(provider, peer))));
  const receipts = await sendAll(session, kit.ADDRESSES.capacity, calls).catch((cause: unknown) => {
    throw isUnknown(cause, 'peer') ? withoutOffer(peers.map(({ name }) => name).join(', '), cause) : cause;
  });
  const made = receipts.flatMap((receipt) =>
    kit.eventsOf(receipt, kit.contracts.capacityEvents.CommitmentCreated),
  );
  const ids = made.map(({ commitmentId }) => kit.toHex(commitmentId));
  progress(context, `Capacity Commitments were registered with ids:\n${ids.join('\n')}`);
  return shown(context, await commitmentsOfPeers(session, peers));
}

function peersOfOffers({ file, offers }: ProviderFile, names: string | undefined): string | undefined {
  if (names === undefined || names === 'all') return undefined;
  return names
    .split(',')
    .flatMap((name) => {
      const offer = offers[name.trim()];
      if (offer === undefined) throw new CliError('BAD_ARGUMENT', `${file} has no offer "${name.trim()}"`);
      return offer.computePeers;
    })
    .join(',');
}

function termsOf({ file, capacityCommitments }: ProviderFile, { name }: ProviderPeer): CommitmentTerms {
  const terms = capacityCommitments[name];
  if (terms !== undefined) return terms;
  throw new CliError(
    'PROJECT_INVALID',
    `${file} has no capacityCommitments.${name}: duration and rewardDelegationRate`,
  );
}

async function creation(
  { kit, ask }: ChainSession,
  peer: ProviderPeer,
  terms: CommitmentTerms,
): Promise<Uint8Array> {
  const { ADDRESSES, contracts } = kit;
  const { core } = contracts;
  const precision = await ask(ADDRESSES.core, core.precision);
  const epochSec = await ask(ADDRESSES.core, core.epochDuration);
  const minDuration = await ask(ADDRESSES.core, core.minDuration);
  const seconds = BigInt(terms.duration);
  const epochs = seconds / epochSec;
  if (epochs < minDuration)
    throw new CliError(
      'PROJECT_INVALID',
      `Duration for ${peer.name} must be at least ${minDuration * epochSec} seconds. Got: ${seconds} seconds`,
    );
  const { delegator, rewardDelegationRate: rewardRate } = terms;
  return kit.createCommitment({
    ...{ peerId: peer.peerId, epochs, rewardRate, precision },
    ...(delegator !== undefined && { delegator: accountAddress(delegator) }),
  });
}

async function showCommitments(context: CliContext, flags: CommitmentFlags): Promise<CommandResult> {
  const session = await openChain(context, flags);
  return shown(context, await chosenCommitments(context, session, flags));
}

function shown(context: CliContext, commitments: readonly Commitment[]): CommandResult {
  progress(context, commitments.map(commitmentText).join('\n\n'));
  return { text: '', json: { commitments: commitments.map(commitmentJson) } };
}
