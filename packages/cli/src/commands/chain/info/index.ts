import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { ChainInfoFlags } from './handler.js';

export const chainInfo = buildCommand<ChainInfoFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      env: {
        kind: 'parsed',
        parse: String,
        brief: 'Environment instead of that of .fluence/env.yaml',
        optional: true,
        placeholder: 'env',
      },
      privKey: {
        kind: 'parsed',
        parse: String,
        brief: 'Accepted for upstream scripts; has no effect here',
        optional: true,
      },
    },
  },
  docs: {
    brief: 'Print what is known of the chain of an environment',
    fullDescription: [
      'JSON: the id of the local chain, as "fluence deploy" writes it to workers.yaml, the addresses of its contracts, which are the same',
      'on every local chain, and its ten accounts, whose keys are public. It asks no chain: "fluence local ps" tells what is up.',
      '',
      'Examples:',
      '  fluence chain info',
    ].join('\n'),
  },
});
