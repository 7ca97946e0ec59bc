import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import { serviceFlag } from '../service-flag.js';
import type { ModuleAddFlags } from './handler.js';

export const moduleAdd = buildCommand<ModuleAddFlags, [string], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      name: {
        kind: 'parsed',
        parse: String,
        brief: 'Name in service.yaml; that of module.yaml otherwise',
        optional: true,
        placeholder: 'name',
      },
      service: serviceFlag,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Folder of a module, or URL of a .tar.gz', parse: String, placeholder: 'path' }],
    },
  },
  docs: {
    brief: 'Add a module to a service',
    fullDescription: [
      'Adds it to "modules" of service.yaml. Modules are linked in their order there, the facade last.',
      '',
      'Examples:',
      '  fluence module add src/modules/storage --service greeter',
      '  fluence module add https://example.com/storage.tar.gz --service src/services/greeter',
    ].join('\n'),
  },
});
