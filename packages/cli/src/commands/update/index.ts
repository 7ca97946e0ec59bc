import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.js';
import { commonFlags } from '../../output/flags.js';
import type { CommonFlags } from '../../output/result.js';

export const update = buildCommand<CommonFlags & { readonly input: boolean }, string[], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: commonFlags,
    positional: {
      kind: 'array',
      parameter: { brief: "Upstream's channel or version", parse: String, placeholder: 'version' },
    },
  },
  docs: { brief: 'Not here: npm updates this program' },
});
