import {
  addCollateral,
  removeCommitments,
  withdrawCollateral,
  withdrawReward,
} from '../../chain/collateral.js';
import { printing } from '../../output/result.js';

export const activate = printing(addCollateral);
export const remove = printing(removeCommitments);
export const collateralWithdraw = printing(withdrawCollateral);
export const rewardsWithdraw = printing(withdrawReward);
