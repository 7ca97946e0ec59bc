import { buildCommand } from '@stricli/core';
import { deployFlags } from '../../../client/flags.js';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import { workerNames } from '../names.js';
import type { WorkersDeployFlags } from './handler.js';

export const deploy = buildCommand<WorkersDeployFlags, string[], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: { ...commonFlags, ...deployFlags },
    aliases: { k: 'sk' },
    positional: workerNames,
  },
  docs: {
    brief: 'Deploy what fluence.yaml lists under "hosts"',
    fullDescription: [
      'Like "fluence deploy", for "hosts" alone: a worker on each of the named peers, with its services and spells.',
      'The worker belongs to the key (--sk): only its owner can change or remove it.',
      '',
      'Examples:',
      '  fluence workers deploy',
      '  fluence workers deploy one,two --dry-run',
      '  fluence workers deploy one --sk alice --json',
    ].join('\n'),
  },
});
