import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { ServiceRemoveFlags } from './handler.js';

export const serviceRemove = buildCommand<ServiceRemoveFlags, [string], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: commonFlags,
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Name in fluence.yaml, folder or URL', parse: String, placeholder: 'name' }],
    },
  },
  docs: {
    brief: 'Take a service out of fluence.yaml',
    fullDescription: [
      'Out of "services", and off every deployment and host. Its files stay; "fluence deploy" takes it off the peers.',
      '',
      'Examples:',
      '  fluence service remove greeter',
    ].join('\n'),
  },
});
