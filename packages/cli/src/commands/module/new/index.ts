import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import { serviceFlag } from '../service-flag.js';
import type { ModuleNewFlags } from './handler.js';

export const moduleNew = buildCommand<ModuleNewFlags, [string], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      path: {
        kind: 'parsed',
        parse: String,
        brief: 'Folder of modules (src/modules otherwise)',
        optional: true,
        placeholder: 'path',
      },
      service: serviceFlag,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Name of the module', parse: String, placeholder: 'name' }],
    },
  },
  docs: {
    brief: 'Make a module of Rust',
    fullDescription: [
      'Writes Cargo.toml, module.yaml and src/main.rs to src/modules/<name>, and adds the module to a service.',
      '',
      'Examples:',
      '  fluence module new storage',
      '  fluence module new storage --service greeter',
    ].join('\n'),
  },
});
