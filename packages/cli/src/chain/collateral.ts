import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';
import { type CommandResult, progress } from '../output/result.js';
import { formatFlt } from './amounts.js';
import { type CommitmentFlags, chosenCommitments } from './chosen-commitments.js';
import { commitmentName } from './commitment-text.js';
import { type Commitment, commitmentBytes } from './commitments.js';
import { ofStatus } from './of-status.js';
import { type ChainSession, openChain } from './session.js';
import { wholeNumber } from './whole-number.js';

/** Units of one transaction; upstream's. */
const MAX_UNITS = '32';

/** Deposits what commitments wait for, in one transaction. @throws CliError `BAD_ARGUMENT` when none does, and of the chain */
export async function addCollateral(context: CliContext, flags: CommitmentFlags): Promise<CommandResult> {
  const session = await openChain(context, flags);
  const found = await chosenCommitments(context, session, flags);
  const waiting = ofStatus(context, found, {
    statuses: ['WaitDelegation'],
    else: `It's only possible to deposit collateral to the capacity commitments in the "WaitDelegation" status`,
    none: "No capacity commitments in the 'WaitDelegation' status found",
  });
  const collaterals = waiting.map(
    ({ collateralPerUnit, totalUnits }) => collateralPerUnit * BigInt(totalUnits),
  );
  const total = collaterals.reduce((sum, one) => sum + one, 0n);
  const { ADDRESSES, contracts } = session.kit;
  await session.send(
    ADDRESSES.capacity,
    contracts.capacity.depositCollateral,
    waiting.map(commitmentBytes),
    total,
  );
  const each = waiting.map(
    (one, at) =>
      `Capacity commitment successfully activated!\n${commitmentName(one)}\nCollateral: ${formatFlt(collaterals[at]!)}`,
  );
  progress(
    context,
    `${waiting.length} capacity commitments have been successfully activated by adding collateral!\n\nDeposited ${formatFlt(total)} collateral in total\n\n${each.join('\n\n')}`,
  );
  return {
    text: '',
    json: { activated: waiting.map(({ commitmentId }) => commitmentId), collateral: formatFlt(total) },
  };
}

/** Takes units out of commitments that are over, and the collateral back. @throws CliError as `addCollateral` */
export async function withdrawCollateral(
  context: CliContext,
  flags: CommitmentFlags,
): Promise<CommandResult> {
  const unitsAtOnce = countOf(flags.maxCus ?? MAX_UNITS);
  const session = await openChain(context, flags);
  const over = ofStatus(context, await chosenCommitments(context, session, flags), {
    statuses: ['Inactive', 'Failed'],
    else: 'You can withdraw collateral only from commitments with "Inactive" or "Failed" status',
    none: "No commitments with 'Inactive' or 'Failed' status found",
  });
  for (const commitment of over) {
    await finish(session, commitment, unitsAtOnce);
    progress(context, `Collateral withdrawn for:\n${commitmentName(commitment)}`);
  }
  return { text: '', json: { withdrawn: over.map(({ commitmentId }) => commitmentId) } };
}

async function finish(session: ChainSession, commitment: Commitment, unitsAtOnce: number): Promise<void> {
  const { kit, ask, send } = session;
  const { ADDRESSES, contracts } = kit;
  const id = commitmentBytes(commitment);
  const key = kit.peerIdToChain(commitment.peerId);
  const units = await ask(ADDRESSES.market, contracts.market.getComputeUnitIds, key);
  for (let at = 0; at < units.length; at += unitsAtOnce)
    await send(ADDRESSES.capacity, contracts.capacity.removeCUFromCC, {
      ...{ id, unitIds: units.slice(at, at + unitsAtOnce) },
    });
  await send(ADDRESSES.capacity, contracts.capacity.finishCommitment, id);
}

function countOf(text: string): number {
  try {
    return wholeNumber(text);
  } catch (cause) {
    throw new CliError('BAD_ARGUMENT', `--max-cus: ${(cause as Error).message}`, { cause });
  }
}
