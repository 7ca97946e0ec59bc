import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.js';
import { type DeployFlags, deployFlags } from './options.js';

export const deploy = buildCommand<DeployFlags, string[], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: {
    flags: deployFlags,
    aliases: { u: 'update', k: 'sk' },
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
    brief: 'Bring workers to what fluence.yaml lists under "deployments" and "hosts"',
    fullDescription: [
      'Compares what is there with what fluence.yaml wants, and creates, updates or keeps workers with their services and',
      'spells. State is kept. Interrupted at any point, the next run completes it.',
      '',
      '"deployments" get targetWorkers workers (3) on peers of the local network, "hosts" one on each of their peers. What',
      'fluence.yaml names no more is told, and removed with --prune. What it says and is not understood is refused.',
      '',
      'Where the network has a chain ("fluence local up --chain", or rpcUrl in .fluence/env.yaml), deployments become deals:',
      'one is made and matched with peers, which make, register and install its workers; the command waits until all of them',
      'have. A changed definition goes to the deal that is there. Each step is written at once: after an interruption, the next',
      'run goes on where it ended.',
      '',
      'Where the workers are is written to .fluence/workers.yaml, and to deals.aqua, hosts.aqua and services.aqua in',
      '.fluence/aqua. A worker belongs to the key (--sk): only its owner can change or remove it.',
      '',
      'Ends with 0 when all is as wanted, 1 when something failed, 130 after Ctrl-C.',
      '',
      'Examples:',
      '  fluence deploy',
      '  fluence deploy --dry-run      show what would change',
      '  fluence deploy --prune        also remove what fluence.yaml does not name any more',
      '  fluence deploy myDeployment --json',
    ].join('\n'),
  },
});
