import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { DepVersionsFlags } from './handler.js';

export const depVersions = buildCommand<DepVersionsFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      default: {
        kind: 'boolean',
        brief: 'Those that come with this fluence, whatever the project says',
        default: false,
        withNegated: false,
      },
    },
  },
  docs: {
    brief: 'Print the versions that are used',
    fullDescription: [
      'This program, Node.js, and the Aqua packages: the ones of the project, and the ones that come with this fluence.',
      '',
      'Examples:',
      '  fluence dep versions',
      '  fluence dep v --default --json',
    ].join('\n'),
  },
});
