import type { Command } from '@stricli/core';
import { chainCommand, commitmentIds, maxCus, noxNames, offerNames } from '../../chain/flags.js';
import type { CliContext } from '../../context.js';

const commitments = () => import('./commitments.js');
const collateral = () => import('./collateral.js');

/** Capacity commitments. */
export const commitmentCommands: Readonly<Record<string, Command<CliContext>>> = {
  'cc-create': chainCommand({
    brief: 'Commit the capacity of peers',
    more: 'A commitment is active from the deposit of its collateral on: "fluence provider cc-activate".',
    examples: ['provider cc-create --nox-names all'],
    flags: { ...noxNames, ...offerNames },
    load: async () => (await commitments()).create,
  }),
  'cc-activate': chainCommand({
    brief: 'Deposit the collateral of capacity commitments',
    examples: ['provider cc-activate --nox-names all'],
    flags: commitmentIds,
    load: async () => (await collateral()).activate,
  }),
  'cc-info': chainCommand({
    brief: 'Print capacity commitments',
    examples: ['provider cc-info', 'provider cc-info --cc-ids 0x0123… --json'],
    flags: commitmentIds,
    load: async () => (await commitments()).info,
  }),
  'cc-remove': chainCommand({
    brief: 'Take back capacity commitments that have no collateral yet',
    examples: ['provider cc-remove --nox-names nox-0'],
    flags: commitmentIds,
    load: async () => (await collateral()).remove,
  }),
  'cc-collateral-withdraw': chainCommand({
    brief: 'Take back the collateral of capacity commitments that are over',
    examples: ['provider cc-collateral-withdraw --nox-names all'],
    flags: { ...commitmentIds, ...maxCus },
    load: async () => (await collateral()).collateralWithdraw,
  }),
  'cc-rewards-withdraw': chainCommand({
    brief: 'Withdraw rewards of capacity commitments',
    more: 'There are none: proofs of capacity are not here.',
    examples: ['provider cc-rewards-withdraw --nox-names all'],
    flags: noxNames,
    load: async () => (await collateral()).rewardsWithdraw,
  }),
};
