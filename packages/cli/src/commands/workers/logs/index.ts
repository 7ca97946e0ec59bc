import { buildCommand } from '@stricli/core';
import { clientFlags } from '../../../client/flags.js';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import { workerNames } from '../names.js';
import type { WorkersLogsFlags } from './handler.js';

const id = (brief: string, placeholder: string) =>
  ({ kind: 'parsed', parse: String, brief, optional: true, placeholder }) as const;

export const logs = buildCommand<WorkersLogsFlags, string[], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      ...clientFlags,
      workerId: id('Worker to ask, whatever .fluence/workers.yaml says; with --host-id', 'id'),
      hostId: id('Peer that hosts it', 'id'),
      spellId: {
        kind: 'parsed',
        parse: String,
        brief: 'Id or alias of the spell',
        default: 'worker-spell',
        placeholder: 'id',
      },
    },
    aliases: { k: 'sk' },
    positional: workerNames,
  },
  docs: {
    brief: 'Print the log of a spell on each worker',
    fullDescription: [
      'The log of the worker spell tells how the installation went; of any other spell, what it logged. Time is UTC.',
      '',
      'Examples:',
      '  fluence workers logs',
      '  fluence workers logs one --spell-id mySpell',
      '  fluence workers logs --host-id 12D3KooW… --worker-id 12D3KooW… --json',
    ].join('\n'),
  },
});
