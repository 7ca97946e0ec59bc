import { buildCommand } from '@stricli/core';
import { buildFlags } from '../../../client/flags.js';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { ServiceReplFlags } from './handler.js';

export const serviceRepl = buildCommand<ServiceReplFlags, [string], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: { ...commonFlags, marineBuildArgs: buildFlags.marineBuildArgs },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Name in fluence.yaml, folder or URL', parse: String, placeholder: 'name' }],
    },
  },
  docs: {
    brief: 'Call functions of a service on this machine',
    fullDescription: [
      'Builds what is stale of the service and runs it in the local Marine runtime: no peer, no particle, no network.',
      'Modules have the volumes, envs and mountedBinaries of their module.yaml, and a /tmp of their own, which goes afterwards.',
      'A Config.toml that says the same is written to .fluence/service-configs, for mrepl.',
      'Lines are remembered, and completed with Tab. A script may be piped in; the command ends with 1 when a line of it fails.',
      '',
      'call (c) [module] <function> [arguments] [call parameters]    arguments are a JSON array',
      'interface (i), envs (e), stats (s), new (n), help (h), quit (q)',
      '',
      'Examples:',
      '  fluence service repl greeter',
      '  echo \'call greeting ["Fluence"]\' | fluence service repl greeter',
      '  fluence service repl src/services/greeter --json < calls.txt',
    ].join('\n'),
  },
});
