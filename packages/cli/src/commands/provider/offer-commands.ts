import type { Command } from '@stricli/core';
import { chainCommand, offerNames, textFlag } from '../../chain/flags.js';
import type { CliContext } from '../../context.js';

/** Offers on the market. */
export const offerCommands: Readonly<Record<string, Command<CliContext>>> = {
  'offer-create': chainCommand({
    brief: 'Put offers of provider.yaml on the market',
    more: 'Their ids are written to .fluence/provider-artifacts.yaml.',
    examples: ['provider offer-create --offers all'],
    flags: offerNames,
    load: async () => (await import('./create-offers.js')).create,
  }),
  'offer-info': chainCommand({
    brief: 'Print what the market has of offers',
    examples: ['provider offer-info', 'provider offer-info --offer-ids 0x0123… --json'],
    flags: {
      ...offerNames,
      offerIds: textFlag('Ids of offers instead of names, separated by commas', 'ids'),
    },
    load: async () => (await import('./show-offers.js')).info,
  }),
  'offer-update': chainCommand({
    brief: 'Make offers on the market what provider.yaml says',
    examples: ['provider offer-update --offers all'],
    flags: offerNames,
    load: async () => (await import('./update-offers.js')).update,
  }),
};
