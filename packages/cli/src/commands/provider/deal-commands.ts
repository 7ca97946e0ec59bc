import type { Command } from '@stricli/core';
import { chainCommand, dealIds, optionalWord } from '../../chain/flags.js';
import type { CliContext } from '../../context.js';

const deals = () => import('./deals.js');

/** Deals that units of a provider are in. */
export const dealCommands: Readonly<Record<string, Command<CliContext>>> = {
  'deal-list': chainCommand({
    brief: 'Print the ids of deals with units of this provider',
    examples: ['provider deal-list'],
    load: async () => (await deals()).list,
  }),
  'deal-exit': chainCommand({
    brief: 'Take the units of this provider out of deals',
    examples: ['provider deal-exit --all'],
    flags: {
      ...dealIds,
      all: { kind: 'boolean', brief: 'All deals with units of this provider', default: false },
    },
    load: async () => (await deals()).exit,
  }),
  'deal-rewards-info': chainCommand({
    brief: 'Print what a compute unit has earned in a deal',
    examples: ['provider deal-rewards-info 0x0123… 0x4567…'],
    words: [optionalWord('Id of the deal', 'deal-address'), optionalWord('Id of the unit', 'unit-id')],
    load: async () => (await deals()).rewardsInfo,
  }),
  'deal-rewards-withdraw': chainCommand({
    brief: 'Withdraw what compute units have earned in deals',
    examples: ['provider deal-rewards-withdraw --deal-ids 0x0123…'],
    flags: dealIds,
    load: async () => (await deals()).rewardsWithdraw,
  }),
};
