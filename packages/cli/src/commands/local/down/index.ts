import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { DownFlags } from './handler.js';

export const down = buildCommand<DownFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      volumes: {
        kind: 'boolean',
        brief: 'Also delete the state of the peers and of the chain, and the local deals of workers.yaml',
        default: false,
        withNegated: false,
      },
      flags: {
        kind: 'parsed',
        parse: String,
        brief: 'Accepted for upstream scripts; has no effect here',
        optional: true,
      },
    },
    aliases: { v: 'volumes' },
  },
  docs: {
    brief: 'End the local network',
    fullDescription:
      'Peers finish what they are executing, then end.\n\nExamples:\n  fluence local down\n  fluence local down -v     also forget services and keys of the peers, chain and deals',
  },
});
