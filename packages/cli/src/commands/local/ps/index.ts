import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { PsFlags } from './handler.js';

export const ps = buildCommand<PsFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      flags: {
        kind: 'parsed',
        parse: String,
        brief: 'Accepted for upstream scripts; has no effect here',
        optional: true,
      },
    },
  },
  docs: {
    brief: 'Show the peers of the local network, and its chain',
    fullDescription: 'Examples:\n  fluence local ps\n  fluence local ps --json',
  },
});
