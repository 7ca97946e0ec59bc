import { withdrawReward } from '../../chain/capacity-rewards.js';
import { addCollateral, withdrawCollateral } from '../../chain/collateral.js';
import { removeCommitments } from '../../chain/remove-commitments.js';
import { printing } from '../../output/result.js';

export const activate = printing(addCollateral);
export const remove = printing(removeCommitments);
export const collateralWithdraw = printing(withdrawCollateral);
export const rewardsWithdraw = printing(withdrawReward);
