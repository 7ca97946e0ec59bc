import { buildCommand } from '@stricli/core';
import { noxNames } from '../../../chain/flags.js';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { ProviderInfoFlags } from './handler.js';

const accepted = 'Accepted for upstream scripts; has no effect here';

export const providerInfo = buildCommand<ProviderInfoFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      ...noxNames,
      env: { kind: 'parsed', parse: String, brief: accepted, optional: true },
      privKey: { kind: 'parsed', parse: String, brief: accepted, optional: true },
      address: { kind: 'parsed', parse: String, brief: accepted, optional: true },
    },
  },
  docs: {
    brief: 'Print the peers of provider.yaml',
    fullDescription: [
      'The peer id of each peer, by the key that "fluence provider init" gave it.',
      '',
      'Examples:',
      '  fluence provider info',
      '  fluence provider info --nox-names nox-0 --json',
    ].join('\n'),
  },
});
