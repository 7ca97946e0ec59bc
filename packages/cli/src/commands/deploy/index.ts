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
    brief: 'Deploy what fluence.yaml lists under "hosts" and "deployments"',
    fullDescription: [
      'Compares what is there with what fluence.yaml wants, and keeps, creates, updates or removes what differs.',
      'Interrupted at any point, the next run completes it.',
      '',
      '"hosts" get a worker on each of their peers, with services and spells, made by the installation spell; the command',
      'waits until it has ended, and shows its log when it failed. A spell whose script changes keeps its state.',
      '"deployments" put their services on the first targetWorkers peers of the local network.',
      'Where the workers are is written to .fluence/workers.yaml and .fluence/aqua/hosts.aqua.',
      '',
      'Examples:',
      '  fluence deploy',
      '  fluence deploy --dry-run      show what would change',
      '  fluence deploy myWorker --json',
    ].join('\n'),
  },
});
