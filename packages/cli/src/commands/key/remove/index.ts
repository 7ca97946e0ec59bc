import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { KeyRemoveFlags } from './handler.js';

export const keyRemove = buildCommand<KeyRemoveFlags, [string], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      user: {
        kind: 'boolean',
        brief: 'A key in ~/.fluence instead of one of the project',
        default: false,
        withNegated: false,
      },
    },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Name of the key', parse: String, placeholder: 'name' }],
    },
  },
  docs: {
    brief: 'Delete a key',
    fullDescription: [
      'Deletes .fluence/secrets/<name>.txt. What the key owns on peers cannot be changed any more without it.',
      '',
      'Examples:',
      '  fluence key remove alice',
      '  fluence key remove me --user',
    ].join('\n'),
  },
});
