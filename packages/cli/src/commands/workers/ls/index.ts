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
    brief: 'List workers with the state of their installation',
    fullDescription: [
      'Asks every peer of every entry of "hosts" and "deployments", and those that .fluence/workers.yaml knows besides.',
      'What is "left" fluence.yaml does not name any more.',
      '',
      'Examples:',
      '  fluence workers ls',
      '  fluence workers ls one --json',
    ].join('\n'),
  },
});
