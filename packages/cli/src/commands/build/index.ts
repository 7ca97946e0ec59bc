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
      'Builds what changed of the modules of Rust, reads the modules of every service, compiles every spell and what',
      'compileAqua names, and writes what Aqua imports to .fluence/aqua: services.aqua with the interfaces of the services,',
      'hosts.aqua and deals.aqua with where they are; a project of version 2 has that in workers.aqua as well.',
      'Modules of the type "rust" are built with cargo, and get the sections of Marine; no marine binary is needed. Without',
      'cargo, or its target for wasm, what was built before is taken, and else it is said what to install.',
      '',
      'Examples:',
      '  fluence build',
      '  fluence build --json',
      '  fluence build --marine-build-args "--release --features fast"',
    ].join('\n'),
  },
});
