import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { ServiceNewFlags } from './handler.js';

export const serviceNew = buildCommand<ServiceNewFlags, [string], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      path: {
        kind: 'parsed',
        parse: String,
        brief: 'Folder of services (src/services otherwise)',
        optional: true,
        placeholder: 'path',
      },
    },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Name of the service', parse: String, placeholder: 'name' }],
    },
  },
  docs: {
    brief: 'Make a service of Rust',
    fullDescription: [
      'Writes service.yaml and a module with a function "greeting" to src/services/<name>, adds the service to fluence.yaml,',
      'whose comments stay, and builds it when cargo and its target for wasm are there. Nothing is installed.',
      'List it under "services" of an entry of "deployments" or "hosts" to have it deployed.',
      '',
      'Examples:',
      '  fluence service new greeter',
      '  fluence service new greeter --path services',
    ].join('\n'),
  },
});
