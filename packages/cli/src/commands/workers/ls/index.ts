import { buildCommand } from '@stricli/core';
import { clientFlags } from '../../../client/flags.js';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import { workerNames } from '../names.js';
import type { WorkersLsFlags } from './handler.js';

export const ls = buildCommand<WorkersLsFlags, string[], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: { ...commonFlags, ...clientFlags },
    aliases: { k: 'sk' },
    positional: workerNames,
  },
  docs: {
    brief: 'List the workers of "deployments" and "hosts" with the state of their installation',
    fullDescription: [
      'Asks every peer that may have one. What fluence.yaml names no more, or wants fewer of, is shown as left:',
      '"fluence deploy --prune" removes it.',
      '',
      'Examples:',
      '  fluence workers ls',
      '  fluence workers ls one --json',
    ].join('\n'),
  },
});
