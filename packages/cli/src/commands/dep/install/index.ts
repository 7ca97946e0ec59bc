import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { DepFlags } from './handler.js';

export const depInstall = buildCommand<DepFlags, string[], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: commonFlags,
    positional: {
      kind: 'array',
      parameter: {
        brief: 'npm packages to add, as name or name@version',
        parse: String,
        placeholder: 'package',
      },
    },
  },
  docs: {
    brief: 'Install the Aqua packages of the project',
    fullDescription: [
      'Installs what aquaDependencies of fluence.yaml names into .fluence/aqua-dependencies, by npm; packages that are',
      'named here are added to the file. aqua-lib, spell and registry need no installation: they come with fluence.',
      '',
      'Examples:',
      '  fluence dep install',
      '  fluence dep i @fluencelabs/trust-graph@3.1.2',
    ].join('\n'),
  },
});
