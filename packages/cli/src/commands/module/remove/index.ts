import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import { serviceFlag } from '../service-flag.js';
import type { ModuleRemoveFlags } from './handler.js';

export const moduleRemove = buildCommand<ModuleRemoveFlags, [string], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: { ...commonFlags, service: serviceFlag },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Name in service.yaml, folder or URL', parse: String, placeholder: 'name' }],
    },
  },
  docs: {
    brief: 'Take a module out of a service',
    fullDescription: [
      'Out of "modules" of service.yaml; its files stay. A service keeps its facade.',
      '',
      'Examples:',
      '  fluence module remove storage --service greeter',
    ].join('\n'),
  },
});
