import type { DealStatus } from '../plan/facts.js';

const OF_DEALS: readonly DealStatus[] = [
  ...(['INSUFFICIENT_FUNDS', 'ACTIVE', 'ENDED', 'NOT_ENOUGH_WORKERS', 'SMALL_BALANCE'] as const),
];
const OF_COMMITMENTS = ['Inactive', 'Active', 'WaitDelegation', 'WaitStart', 'Failed', 'Removed'] as const;

/** In upstream's words. */
export type CommitmentStatus = (typeof OF_COMMITMENTS)[number];

/** By the number that the contract of a deal says; nothing for one that it has not. */
export const dealStatusOf = (number: bigint): DealStatus | undefined => OF_DEALS[Number(number)];

/** By the number that the contract of capacity says; nothing for one that it has not. */
export const commitmentStatusOf = (number: bigint): CommitmentStatus | undefined =>
  OF_COMMITMENTS[Number(number)];
