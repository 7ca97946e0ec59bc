import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { DepFlags } from '../install/handler.js';

export const depUninstall = buildCommand<DepFlags, [string], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: commonFlags,
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'npm package', parse: String, placeholder: 'package' }],
    },
  },
  docs: {
    brief: 'Take an Aqua package out of the project',
    fullDescription: [
      'Takes the package out of aquaDependencies of fluence.yaml and out of .fluence/aqua-dependencies.',
      '',
      'Examples:',
      '  fluence dep uninstall @fluencelabs/trust-graph',
    ].join('\n'),
  },
});
