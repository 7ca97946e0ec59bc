import type { Command } from '@stricli/core';
import { chainCommand, noxNames, textFlag } from '../../chain/flags.js';
import type { CliContext } from '../../context.js';
import { commitmentCommands } from './commitment-commands.js';
import { dealCommands } from './deal-commands.js';
import { offerCommands } from './offer-commands.js';

const amount = (brief: string) => ({ amount: textFlag(brief, 'amount') }) as const;
const account = () => import('./account.js');
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
  ...offerCommands,
  ...commitmentCommands,
  ...dealCommands,
};

export const providerAliases = {
  ...{ r: 'register', u: 'update', oc: 'offer-create', oi: 'offer-info', ou: 'offer-update' },
  ...{ ca: 'cc-activate', ccw: 'cc-collateral-withdraw', cc: 'cc-create', ci: 'cc-info', cr: 'cc-remove' },
  ...{ crw: 'cc-rewards-withdraw', de: 'deal-exit', dl: 'deal-list', dri: 'deal-rewards-info' },
  ...{ drw: 'deal-rewards-withdraw', td: 'tokens-distribute', tw: 'tokens-withdraw' },
} as const;
