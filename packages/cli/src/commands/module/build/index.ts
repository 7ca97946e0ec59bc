import { buildCommand } from '@stricli/core';
import { buildFlags } from '../../../client/flags.js';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { ModuleBuildFlags } from './handler.js';

export const moduleBuild = buildCommand<ModuleBuildFlags, [string?], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: { ...commonFlags, marineBuildArgs: buildFlags.marineBuildArgs },
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'Folder of the module; this one otherwise',
          parse: String,
          placeholder: 'path',
          optional: true,
        },
      ],
    },
  },
  docs: {
    brief: 'Build a module',
    fullDescription: [
      'Builds a module of the type "rust" with cargo, when its sources have changed, and says where its wasm is.',
      '',
      'Examples:',
      '  fluence module build src/modules/storage',
    ].join('\n'),
  },
});
