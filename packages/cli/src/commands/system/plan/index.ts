import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { planFlags } from '../options.js';
import type { PlanCommandFlags } from './flags.js';

export const plan = buildCommand<PlanCommandFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: {
      ...planFlags,
      detailedExitcode: {
        kind: 'boolean',
        brief: 'End with 2 when something would change',
        default: false,
        withNegated: false,
      },
    },
  },
  docs: {
    brief: 'Show what "fluence system apply" would change',
    fullDescription: [
      'Compares the system services of each peer with the packages of this program and the configuration of the peer.',
      'Nothing is changed. Ends with 1 when an alias is held by somebody else.',
      '',
      '  + install   ~ update, state kept   -/+ reinstall, state dropped   - remove   > initialise   ! conflict',
      '',
      'Examples:',
      '  fluence system plan',
      '  fluence system plan --peer nox-1 --enable registry,trust-graph',
      '  fluence system plan --relay /dns4/relay.example/tcp/9991/wss/p2p/12D3Koo... --sk admin --json',
    ].join('\n'),
  },
});
