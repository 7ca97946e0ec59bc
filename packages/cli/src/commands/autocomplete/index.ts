import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.js';
import { commonFlags } from '../../output/flags.js';
import type { AutocompleteFlags } from './handler.js';
import { SHELLS, type Shell } from './scripts.js';

function shell(text: string): Shell {
  const known = SHELLS.find((each) => each === text);
  if (known !== undefined) return known;
  throw new SyntaxError(`there are completions for ${SHELLS.join(', ')}`);
}

export const autocomplete = buildCommand<AutocompleteFlags, [Shell?], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      refreshCache: {
        kind: 'boolean',
        brief: 'Accepted for upstream scripts: nothing is kept',
        default: false,
        withNegated: false,
      },
    },
    aliases: { r: 'refreshCache' },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'bash, zsh or fish', parse: shell, placeholder: 'shell', optional: true }],
    },
  },
  docs: {
    brief: 'Let your shell complete commands and flags',
    fullDescription: [
      'Prints a script for the shell, which is to be read at its start. Without a name it says how that is done.',
      '',
      'Examples:',
      '  fluence autocomplete',
      '  source <(fluence autocomplete bash)',
    ].join('\n'),
  },
});
