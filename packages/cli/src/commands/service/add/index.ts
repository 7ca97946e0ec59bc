import { buildCommand } from '@stricli/core';
import { buildFlags } from '../../../client/flags.js';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { ServiceAddFlags } from './handler.js';

export const serviceAdd = buildCommand<ServiceAddFlags, [string], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      name: {
        kind: 'parsed',
        parse: String,
        brief: 'Name in fluence.yaml; that of service.yaml otherwise',
        optional: true,
        placeholder: 'name',
      },
      marineBuildArgs: buildFlags.marineBuildArgs,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Folder of a service, or URL of a .tar.gz', parse: String, placeholder: 'path' }],
    },
  },
  docs: {
    brief: 'Add a service to fluence.yaml',
    fullDescription: [
      'A service behind a URL is downloaded to .fluence/services and held to the hash that it had then; "#sha256=<hex>" after',
      'the URL names the hash.',
      '',
      'Examples:',
      '  fluence service add services/greeter',
      '  fluence service add https://example.com/greeter.tar.gz --name hello',
    ].join('\n'),
  },
});
