import type { Command } from '@stricli/core';
import {
  chainCommand,
  commitmentIds,
  dealIds,
  maxCus,
  noxNames,
  offerNames,
  optionalWord,
  textFlag,
} from '../../chain/flags.js';
import type { CliContext } from '../../context.js';

const amount = (brief: string) => ({ amount: textFlag(brief, 'amount') }) as const;
const account = () => import('./account.js');
const offers = () => import('./offers.js');
const commitments = () => import('./commitments.js');
const collateral = () => import('./collateral.js');
const deals = () => import('./deals.js');
const tokens = () => import('./tokens.js');

/** Commands of a provider on the chain, in upstream's words (spec/deals.md §2). */
export const providerCommands: Readonly<Record<string, Command<CliContext>>> = {
  register: chainCommand({
    brief: 'Register as a provider, by the name that provider.yaml has',
    examples: ['provider register'],
    load: async () => (await account()).register,
  }),
  update: chainCommand({
    brief: 'Register the name anew',
    examples: ['provider update'],
    load: async () => (await account()).update,
  }),
  'tokens-distribute': chainCommand({
    brief: 'Send FLT to the accounts of peers, for their transactions',
    examples: ['provider tokens-distribute --amount 10 --nox-names all'],
    flags: { ...noxNames, ...amount('FLT for each peer') },
    load: async () => (await tokens()).distribute,
  }),
  'tokens-withdraw': chainCommand({
    brief: 'Take FLT back from the accounts of peers',
    examples: ['provider tokens-withdraw --amount max'],
    flags: { ...noxNames, ...amount('FLT of each peer; "max" for all of them') },
    load: async () => (await tokens()).withdraw,
  }),
  'offer-create': chainCommand({
    brief: 'Put offers of provider.yaml on the market',
    more: 'Their ids are written to .fluence/provider-artifacts.yaml.',
    examples: ['provider offer-create --offers all'],
    flags: offerNames,
    load: async () => (await offers()).create,
  }),
  'offer-info': chainCommand({
    brief: 'Print what the market has of offers',
    examples: ['provider offer-info', 'provider offer-info --offer-ids 0x0123… --json'],
    flags: {
      ...offerNames,
      offerIds: textFlag('Ids of offers instead of names, separated by commas', 'ids'),
    },
    load: async () => (await offers()).info,
  }),
  'offer-update': chainCommand({
    brief: 'Make offers on the market what provider.yaml says',
    examples: ['provider offer-update --offers all'],
    flags: offerNames,
    load: async () => (await import('./update-offers.js')).update,
  }),
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

export const providerAliases = {
  ...{ r: 'register', u: 'update', oc: 'offer-create', oi: 'offer-info', ou: 'offer-update' },
  ...{ ca: 'cc-activate', ccw: 'cc-collateral-withdraw', cc: 'cc-create', ci: 'cc-info', cr: 'cc-remove' },
  ...{ crw: 'cc-rewards-withdraw', de: 'deal-exit', dl: 'deal-list', dri: 'deal-rewards-info' },
  ...{ drw: 'deal-rewards-withdraw', td: 'tokens-distribute', tw: 'tokens-withdraw' },
} as const;
