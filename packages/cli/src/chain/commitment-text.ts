import { stringify } from 'yaml';
import { formatFlt } from './amounts.js';
import type { Commitment } from './commitments.js';

const head = ({ nox }: Commitment): string => (nox === null ? '' : `Nox: ${nox}\n`);

/** Lines as upstream's `cc-info` has them. */
export function commitmentText(commitment: Commitment): string {
  const shown = {
    PeerId: commitment.peerId,
    'Capacity commitment ID': commitment.commitmentId,
    Status: commitment.status,
    'Start epoch': `${commitment.startEpoch}`,
    'End epoch': `${commitment.endEpoch}`,
    'Reward delegator rate': commitment.rewardDelegatorRate,
    Delegator: commitment.delegator ?? 'Anyone can activate capacity commitment',
    'Total CU': `${commitment.totalUnits}`,
    'Failed epoch': `${commitment.failedEpoch}`,
    'Total CU Fail Count': `${commitment.totalUnitFailCount}`,
    'Collateral per unit': formatFlt(commitment.collateralPerUnit),
    'Exited unit count': `${commitment.exitedUnitCount}`,
  };
  return head(commitment) + stringify(shown, { lineWidth: 0 });
}

/** Which one it is, in short. */
export function commitmentName(commitment: Commitment): string {
  const { nox, peerId, commitmentId } = commitment;
  if (nox === null) return `CommitmentId: ${commitmentId}`;
  return head(commitment) + stringify({ PeerId: peerId, CommitmentId: commitmentId }, { lineWidth: 0 });
}

/** For `--json`: amounts in words. */
export const commitmentJson = ({ collateralPerUnit, ...commitment }: Commitment) => ({
  ...commitment,
  collateralPerUnit: formatFlt(collateralPerUnit),
});

/** With its status. */
export const commitmentStatus = (one: Commitment): string => `${commitmentName(one)} Status: ${one.status}`;
