import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { type PlanFlags, planFlags } from '../options.js';

export const apply = buildCommand<PlanFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: { flags: planFlags },
  docs: {
    brief: 'Bring the system services of peers to the packages of this program',
    fullDescription: [
      'Takes the steps that "fluence system plan" shows, each noted on the peer before and after: interrupted at any point,',
      'the next run, or the next start of the peer, completes it. Independent packages go side by side. Nothing is asked.',
      'A peer goes by its own configuration again at its next start: what --enable says besides lasts until then.',
      '',
      'Examples:',
      '  fluence system apply',
      '  fluence system apply --peer nox-1 --no-prune',
      '  fluence system apply --relay /dns4/relay.example/tcp/9991/wss/p2p/12D3Koo... --sk admin --json',
    ].join('\n'),
  },
});
