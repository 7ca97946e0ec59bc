import { buildCommand, numberParser } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { commonFlags } from '../../../output/flags.js';
import type { LocalInitFlags } from './handler.js';

const accepted = 'Accepted for upstream scripts; has no effect here';

export const localInit = buildCommand<LocalInitFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...commonFlags,
      noxes: {
        kind: 'parsed',
        parse: numberParser,
        brief: 'How many peers provider.yaml names when it is made',
        default: '3',
        placeholder: 'N',
      },
      env: { kind: 'parsed', parse: String, brief: accepted, optional: true },
      privKey: { kind: 'parsed', parse: String, brief: accepted, optional: true },
    },
  },
  docs: {
    brief: 'Give the local network keys of its own',
    fullDescription: [
      'Writes provider.yaml, and for each peer that it names a key to .fluence/secrets/<peer>.txt, as upstream does; peers of',
      '"fluence local up" take these keys instead of the well-known ones. What is there stays. Nothing here needs it, and',
      'there is no docker-compose.yaml.',
      '',
      'Examples:',
      '  fluence local init',
    ].join('\n'),
  },
});
