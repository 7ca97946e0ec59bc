import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.js';
import type { CommonFlags } from '../../output/result.js';

/** Not for people: what the scripts of `autocomplete` ask. */
export const complete = buildCommand<CommonFlags, string[], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: { json: { kind: 'boolean', brief: 'Print one JSON document', default: false, hidden: true } },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Words of a command line, the last of them begun',
        parse: String,
        placeholder: 'word',
      },
    },
  },
  docs: { brief: 'What may follow, for shells' },
});
