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
      '"hosts" get a worker on each of their peers, "deployments" one on targetWorkers peers of the local network, each with',
      'the services and spells of the entry. What changes keeps its state, unless the result says otherwise: peers that',
      'install nothing themselves have the worker spell do it, which makes a changed service anew, without its files.',
      'What fluence.yaml does not name any more is told, and removed with --prune.',
      'Where the workers are is written to .fluence/workers.yaml and .fluence/aqua.',
      '',
      'Examples:',
      '  fluence deploy',
      '  fluence deploy --dry-run      show what would change',
      '  fluence deploy --prune        remove what fluence.yaml does not name any more',
      '  fluence deploy myWorker --json',
    ].join('\n'),
  },
});
