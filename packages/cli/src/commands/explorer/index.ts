import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.js';
import { commonFlags } from '../../output/flags.js';
import type { ExplorerFlags } from './handler.js';

export const explorer = buildCommand<ExplorerFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      open: {
        kind: 'boolean',
        brief: 'Open it in the browser; only its address is printed otherwise',
        default: true,
        withNegated: true,
      },
    },
  },
  docs: {
    brief: 'Open the page that shows the local network and its particles',
    fullDescription: [
      'The page is served by the local network, to this machine alone. Without a desktop its address is printed.',
      '',
      'Examples:',
      '  fluence explorer',
      '  fluence explorer --no-open',
    ].join('\n'),
  },
});
