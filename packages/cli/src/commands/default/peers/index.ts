import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { DefaultPeersFlags } from './handler.js';

export const defaultPeers = buildCommand<DefaultPeersFlags, [string?], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: commonFlags,
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'local or custom; the environment of the project otherwise',
          parse: String,
          placeholder: 'env',
          optional: true,
        },
      ],
    },
  },
  docs: {
    brief: 'Print the addresses of the peers',
    fullDescription: [
      'One WebSocket multiaddr a line: of the running local network, or the well-known addresses it will have; or those that',
      'customFluenceEnv of fluence.yaml names.',
      '',
      'Examples:',
      '  fluence default peers',
      '  fluence default peers local --json',
    ].join('\n'),
  },
});
