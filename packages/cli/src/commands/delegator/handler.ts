import { withdrawReward } from '../../chain/capacity-rewards.js';
import type { CommitmentFlags } from '../../chain/chosen-commitments.js';
import { addCollateral, withdrawCollateral } from '../../chain/collateral.js';
import type { CliContext } from '../../context.js';
import { type CommandResult, printing } from '../../output/result.js';

type Work = (context: CliContext, flags: CommitmentFlags) => Promise<CommandResult>;

/** A delegator has no provider.yaml: commitments go by their ids. */
const byIds = (work: Work) =>
  printing((context: CliContext, flags: CommitmentFlags, ids?: string) =>
    work(context, { ...flags, ccIds: ids ?? '' }),
  );

export const collateralAdd = byIds(addCollateral);
export const collateralWithdraw = byIds(withdrawCollateral);
export const rewardWithdraw = byIds(withdrawReward);
