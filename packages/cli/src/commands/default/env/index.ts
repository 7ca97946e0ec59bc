import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { DefaultEnvFlags } from './handler.js';

export const defaultEnv = buildCommand<DefaultEnvFlags, [string?], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: commonFlags,
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'local, or custom with customFluenceEnv of fluence.yaml',
          parse: String,
          placeholder: 'env',
          optional: true,
        },
      ],
    },
  },
  docs: {
    brief: 'Choose the network of the project',
    fullDescription: [
      'Writes .fluence/env.yaml, and relays.json for the apps of the project into each folder of relaysPath.',
      'hosts.aqua and deals.aqua in .fluence/aqua are of that environment then.',
      '"fluence local up" does the same for the network that it starts.',
      '',
      'Examples:',
      '  fluence default env local',
      '  fluence default env custom',
    ].join('\n'),
  },
});
