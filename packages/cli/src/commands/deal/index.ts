import type { Command } from '@stricli/core';
import { chainCommand, dealIds, optionalWord, requiredFlag, textFlag } from '../../chain/flags.js';
import { wholeNumber } from '../../chain/whole-number.js';
import type { CliContext } from '../../context.js';
import { dealLogs } from './logs/index.js';

const deployments = optionalWord('Names of deployments, separated by commas', 'deployment-names');
const amount = optionalWord('How many USDC', 'amount');
const count = (brief: string) =>
  ({ kind: 'parsed', parse: wholeNumber, brief, placeholder: 'count' }) as const;
const access = (brief: string) => textFlag(`${brief}, separated by commas`, 'addresses');

/** Commands about deals of the chain (spec/deals.md §2). */
export const dealCommands: Readonly<Record<string, Command<CliContext>>> = {
  create: chainCommand({
    brief: 'Make a deal',
    more: 'Whoever pays owns it. It has no workers before "fluence deal workers-add --deal-ids <id>".',
    examples: [
      'deal create --app-cid bafy… --collateral-per-worker 0 --min-workers 1 --target-workers 3 --max-workers-per-provider 3 --price-per-worker-epoch 0.33',
    ],
    flags: {
      appCid: requiredFlag('Definition of the workers', 'cid'),
      collateralPerWorker: textFlag('Accepted for upstream scripts; deals have no collateral', 'amount'),
      minWorkers: count('Workers from which on it is active'),
      targetWorkers: count('Workers it wants'),
      maxWorkersPerProvider: count('Workers of one provider at most'),
      pricePerWorkerEpoch: requiredFlag('USDC for a worker and epoch, at most', 'amount'),
      initialBalance: textFlag('USDC that are deposited; a day of all workers otherwise', 'amount'),
      effectors: textFlag('CIDs of effectors that peers must have, separated by commas', 'cids'),
      whitelist: access('Providers that may have workers'),
      blacklist: access('Providers that may have none'),
      protocolVersion: { ...count('Version of the protocol; 1 otherwise'), optional: true },
    },
    load: async () => (await import('./create.js')).create,
  }),
  info: chainCommand({
    brief: 'Print status, balance and workers of deals',
    examples: ['deal info myDeployment', 'deal info --deal-ids 0x0123… --json'],
    flags: dealIds,
    words: [deployments],
    load: async () => (await import('./info.js')).info,
  }),
  deposit: chainCommand({
    brief: 'Deposit tokens to deals',
    examples: ['deal deposit 10 myDeployment'],
    flags: dealIds,
    words: [amount, deployments],
    load: async () => (await import('./money.js')).deposit,
  }),
  withdraw: chainCommand({
    brief: 'Withdraw tokens from deals',
    more: 'As long as a deal goes on, what the next epochs cost stays in it.',
    examples: ['deal withdraw 10 myDeployment'],
    flags: dealIds,
    words: [amount, deployments],
    load: async () => (await import('./money.js')).withdraw,
  }),
  logs: dealLogs,
  stop: chainCommand({
    brief: 'End deals',
    examples: ['deal stop myDeployment'],
    flags: dealIds,
    words: [deployments],
    load: async () => (await import('./stop.js')).stop,
  }),
  'change-app': chainCommand({
    brief: 'Change what the workers of a deal are',
    examples: ['deal change-app 0x0123… bafy…'],
    words: [optionalWord('Id of the deal', 'deal-address'), optionalWord('New definition', 'new-app-cid')],
    load: async () => (await import('./change-app.js')).changeApp,
  }),
  'workers-add': chainCommand({
    brief: 'Put workers into deals, as many as they lack',
    examples: ['deal workers-add myDeployment'],
    flags: dealIds,
    words: [deployments],
    load: async () => (await import('./workers.js')).add,
  }),
  'workers-remove': chainCommand({
    brief: 'Take compute units out of their deals',
    examples: ['deal workers-remove 0x0123…'],
    words: [optionalWord('Ids of compute units, separated by commas', 'unit-ids')],
    load: async () => (await import('./workers.js')).remove,
  }),
};

export const dealAliases = { wa: 'workers-add', wr: 'workers-remove' } as const;
