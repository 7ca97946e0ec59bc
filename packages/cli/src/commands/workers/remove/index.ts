import { buildCommand } from '@stricli/core';
import { clientFlags } from '../../../client/flags.js';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import { workerNames } from '../names.js';
import type { WorkersRemoveFlags } from './handler.js';

export const remove = buildCommand<WorkersRemoveFlags, string[], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: { ...commonFlags, ...clientFlags },
    aliases: { k: 'sk' },
    positional: workerNames,
  },
  docs: {
    brief: 'Remove deployed workers with everything on them',
    fullDescription: [
      'Services, spells and their state go with the worker. What is removed is taken out of .fluence/workers.yaml.',
      'Only the key that made a worker can remove it.',
      '',
      'Examples:',
      '  fluence workers remove one',
      '  fluence workers remove           all that "fluence workers ls" shows',
    ].join('\n'),
  },
});
