import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { type SystemFlags, systemFlags } from '../options.js';

export const status = buildCommand<SystemFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: { flags: systemFlags },
  docs: {
    brief: 'Show the system services of peers',
    fullDescription: [
      'What the deployer of each peer says of its packages. Needs no key. Ends with 1 when a package is not well.',
      '',
      'Examples:',
      '  fluence system status',
      '  fluence system status --relay /dns4/relay.example/tcp/9991/wss/p2p/12D3Koo... --json',
    ].join('\n'),
  },
});
