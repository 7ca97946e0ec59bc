import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { DepFlags } from '../install/handler.js';

export const depReset = buildCommand<DepFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: { flags: commonFlags },
  docs: {
    brief: 'Use the Aqua packages that go with this fluence',
    fullDescription: [
      'Sets aqua-lib, spell and installation-spell in aquaDependencies of fluence.yaml to the versions that the peers of',
      'this fluence implement, and installs all packages. Others stay as they are.',
      '',
      'Examples:',
      '  fluence dep reset',
    ].join('\n'),
  },
});
