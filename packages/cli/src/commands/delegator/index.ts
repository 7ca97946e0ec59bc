import type { Command } from '@stricli/core';
import { chainCommand, maxCus, optionalWord } from '../../chain/flags.js';
import type { CliContext } from '../../context.js';

const words = [optionalWord('Ids of capacity commitments, separated by commas', 'ids')];

/** Commands of who pays for the commitments of others. */
export const delegatorCommands: Readonly<Record<string, Command<CliContext>>> = {
  'collateral-add': chainCommand({
    brief: 'Deposit the collateral of capacity commitments',
    examples: ['delegator collateral-add 0x0123…'],
    words,
    load: async () => (await import('./handler.js')).collateralAdd,
  }),
  'collateral-withdraw': chainCommand({
    brief: 'Take back the collateral of capacity commitments that are over',
    examples: ['delegator collateral-withdraw 0x0123…'],
    flags: maxCus,
    words,
    load: async () => (await import('./handler.js')).collateralWithdraw,
  }),
  'reward-withdraw': chainCommand({
    brief: 'Withdraw rewards of capacity commitments',
    examples: ['delegator reward-withdraw 0x0123…'],
    words,
    load: async () => (await import('./handler.js')).rewardWithdraw,
  }),
};

export const delegatorAliases = {
  ...{ ca: 'collateral-add', cw: 'collateral-withdraw', rw: 'reward-withdraw' },
} as const;
