import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { SpellBuildFlags } from './handler.js';

export const spellBuild = buildCommand<SpellBuildFlags, string[], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      import: {
        kind: 'parsed',
        parse: String,
        brief: 'Folder to look imports up in first; may be repeated',
        variadic: true,
        optional: true,
        placeholder: 'path',
      },
    },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Spells of fluence.yaml, also as a,b; all when none is named',
        parse: String,
        placeholder: 'name',
      },
    },
  },
  docs: {
    brief: 'Check that spells compile',
    fullDescription: [
      'Compiles the function of each spell, and checks its clock and that it gets its arguments. Deploys nothing.',
      'Timestamps of a clock name their time zone, as in 2023-07-06T23:59:59Z; a clock that has ended is told.',
      '',
      'Examples:',
      '  fluence spell build',
      '  fluence spell build ticker --json',
    ].join('\n'),
  },
});
