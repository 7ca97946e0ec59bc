import { buildCommand } from '@stricli/core';
import { buildFlags, clientFlags } from '../../client/flags.js';
import type { CliContext } from '../../context.js';
import { commonFlags } from '../../output/flags.js';
import type { BuildFlags } from './handler.js';

export const build = buildCommand<BuildFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      import: buildFlags.import,
      marineBuildArgs: buildFlags.marineBuildArgs,
      env: clientFlags.env,
    },
  },
  docs: {
    brief: 'Check and compile all of the project',
    fullDescription: [
      'Reads the modules of every service, compiles every spell and what compileAqua names, and writes what Aqua imports to',
      '.fluence/aqua: services.aqua with the interfaces of the services, hosts.aqua and deals.aqua with where they are.',
      'Modules are not built: "cargo build --release --target wasm32-wasip1" does that for Rust.',
      '',
      'Examples:',
      '  fluence build',
      '  fluence build --json',
    ].join('\n'),
  },
});
