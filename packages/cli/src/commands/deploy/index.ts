import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.js';
import { type DeployFlags, deployFlags } from './options.js';

export const deploy = buildCommand<DeployFlags, string[], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: deployFlags,
    aliases: { u: 'update' },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Deployments or hosts of fluence.yaml; all when none is named',
        parse: String,
        placeholder: 'name',
      },
    },
  },
  docs: {
    brief: 'Deploy the services of fluence.yaml onto the local network',
    fullDescription: [
      'Compares what each peer has with what fluence.yaml wants, then keeps, creates or replaces services by blueprint.',
      'Interrupted at any point, the next run completes it. "deployments" take the first targetWorkers peers, "hosts" name theirs.',
      '',
      'Examples:',
      '  fluence deploy',
      '  fluence deploy --dry-run      show what would change',
      '  fluence deploy myDeployment --json',
    ].join('\n'),
  },
});
