import { buildCommand } from '@stricli/core';
import { dealIds, optionalWord } from '../../../chain/flags.js';
import { clientFlags } from '../../../client/flags.js';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { DealLogsFlags } from './handler.js';

export const dealLogs = buildCommand<DealLogsFlags, [string?], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      ...clientFlags,
      ...dealIds,
      spell: {
        kind: 'parsed',
        parse: String,
        brief: 'Name of the spell',
        default: 'worker-spell',
        placeholder: 'name',
      },
    },
    aliases: { k: 'sk' },
    positional: {
      kind: 'tuple',
      parameters: [optionalWord('Names of deployments, separated by commas', 'deployment-names')],
    },
  },
  docs: {
    brief: 'Print the log of a spell on each worker of deals',
    fullDescription: [
      'Asks the peer it is connected to which workers the deal has, and each of them for its log: that of the worker spell tells',
      'how the installation went. Time is UTC.',
      '',
      'Examples:',
      '  fluence deal logs myDeployment',
      '  fluence deal logs --deal-ids 0x0123… --spell mySpell --json',
    ].join('\n'),
  },
});
