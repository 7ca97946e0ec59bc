import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { KeyNewFlags } from './handler.js';

export const keyNew = buildCommand<KeyNewFlags, [string?], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      user: {
        kind: 'boolean',
        brief: 'Keep the key in ~/.fluence instead of the project',
        default: false,
        withNegated: false,
      },
      default: {
        kind: 'boolean',
        brief: 'Make it the key that commands of the project use when --sk names no other',
        default: false,
        withNegated: false,
      },
    },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Name of the key', parse: String, placeholder: 'name', optional: true }],
    },
  },
  docs: {
    brief: 'Make a key',
    fullDescription: [
      'Writes the base64 of a new 32-byte ed25519 seed to .fluence/secrets/<name>.txt, readable by you only.',
      'An existing key is never overwritten.',
      '',
      'Examples:',
      '  fluence key new alice',
      '  fluence key new alice --default  commands of the project use it when --sk names no other',
      '  fluence key new --user          a key named after its peer id, in ~/.fluence/secrets',
    ].join('\n'),
  },
});
