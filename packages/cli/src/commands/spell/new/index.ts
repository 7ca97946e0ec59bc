import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { SpellNewFlags } from './handler.js';

export const spellNew = buildCommand<SpellNewFlags, [string], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      path: {
        kind: 'parsed',
        parse: String,
        brief: 'Folder of spells (src/spells otherwise)',
        optional: true,
        placeholder: 'path',
      },
    },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Name of the spell', parse: String, placeholder: 'name' }],
    },
  },
  docs: {
    brief: 'Make a spell',
    fullDescription: [
      'Writes spell.yaml and spell.aqua to src/spells/<name> and adds the spell to fluence.yaml, whose comments stay.',
      'List it under "spells" of an entry of "deployments" or "hosts" to have it deployed.',
      '',
      'Examples:',
      '  fluence spell new ticker',
      '  fluence spell new ticker --path spells',
    ].join('\n'),
  },
});
