import { chosenNames } from '../../chain/choose.js';
import { type CommitmentFlags, chosenCommitments } from '../../chain/chosen-commitments.js';
import { commitmentJson, commitmentText } from '../../chain/commitment-text.js';
import { type Commitment, commitmentsOfPeers, withoutOffer } from '../../chain/commitments.js';
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
  const bounds = await boundsOf(session);
  const calls = peers.map((peer) => creation(session, peer, termsOf(provider, peer), bounds));
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
  const choice = { kind: 'offer', file, code: 'BAD_ARGUMENT' } as const;
  const chosen = chosenNames(Object.keys(offers), names, choice);
  return chosen.flatMap((name) => offers[name]!.computePeers).join(',');
}

function termsOf({ file, capacityCommitments }: ProviderFile, { name }: ProviderPeer): CommitmentTerms {
  const terms = capacityCommitments[name];
  if (terms !== undefined) return terms;
  throw new CliError(
    'PROJECT_INVALID',
    `${file} has no capacityCommitments.${name}: duration and rewardDelegationRate`,
  );
}

/** What the chain says that all commitments go by. */
async function boundsOf({ kit, ask }: ChainSession) {
  const { core } = kit.contracts;
  const [precision, epochSec, minEpochs] = await Promise.all([
    ask(kit.ADDRESSES.core, core.precision),
    ask(kit.ADDRESSES.core, core.epochDuration),
    ask(kit.ADDRESSES.core, core.minDuration),
  ]);
  return { precision, epochSec, minEpochs };
}

function creation(
  { kit }: ChainSession,
  { name, peerId }: ProviderPeer,
  { duration, delegator, rewardDelegationRate: rewardRate }: CommitmentTerms,
  { precision, epochSec, minEpochs }: Awaited<ReturnType<typeof boundsOf>>,
): Uint8Array {
  const epochs = BigInt(duration) / epochSec;
  if (epochs < minEpochs)
    throw new CliError(
      'PROJECT_INVALID',
      `Duration for ${name} must be at least ${minEpochs * epochSec} seconds. Got: ${duration} seconds`,
    );
  return kit.createCommitment({
    ...{ peerId, epochs, rewardRate, precision },
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
