import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { KeyDefaultFlags } from './handler.js';

export const keyDefault = buildCommand<KeyDefaultFlags, [string], CliContext>({
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
    brief: 'Choose the key that deployments are made with',
    fullDescription: [
      'Writes defaultSecretKeyName to fluence.yaml: the key that owns what is deployed, when --sk names no other.',
      '',
      'Examples:',
      '  fluence key default alice',
      '  fluence key default me --user',
    ].join('\n'),
  },
});
