import { buildCommand } from '@stricli/core';
import { buildFlags, clientFlags } from '../../../client/flags.js';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import { workerNames } from '../names.js';
import type { WorkersUploadFlags } from './handler.js';

export const upload = buildCommand<WorkersUploadFlags, string[], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: { ...commonFlags, ...clientFlags, ...buildFlags },
    aliases: { k: 'sk' },
    positional: workerNames,
  },
  docs: {
    brief: 'Upload what workers are made of, and install nothing',
    fullDescription: [
      'Puts wasm, scripts and the definition of each worker on the IPFS node that its peers name. Prints JSON: a list of',
      'name, definition (CID), hosts and dummy_deal_id.',
      '',
      'Examples:',
      '  fluence workers upload',
      '  fluence workers upload one',
    ].join('\n'),
  },
});
