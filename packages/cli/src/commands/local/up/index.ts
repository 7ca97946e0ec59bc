import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../../context.js';
import { type UpFlags, upFlags } from './options.js';

export const up = buildCommand<UpFlags, [], CliContext>({
  loader: async () => (await import('./handler.js')).handler,
  parameters: { flags: upFlags, aliases: { d: 'detach', r: 'reset' } },
  docs: {
    brief: 'Start a local network of peers',
    fullDescription: [
      'Starts peers on this machine, on loopback only, and leaves them running in the background.',
      'Without docker, ready in a second or two. State is kept under .fluence/local until "local down -v".',
      '',
      'Examples:',
      '  fluence local up                       three peers on the well-known ports (ws 9991, 9992, 9993)',
      '  fluence local up --noxes 5 --free-ports --json',
      '  fluence local up --foreground          stay attached, Ctrl-C ends the network',
      '  fluence local up --ipfs /ip4/127.0.0.1/tcp/5001    with your own IPFS daemon',
      '  fluence local up --no-chain            workers of "deployments:" without deals',
      '',
      'With @noctiluca/chain installed, a project with "deployments:" or a provider.yaml has a chain too (RPC 8545, indexer',
      '8000), which knows the peers as the provider says: "fluence deploy" makes deals of deployments. Without it, or with',
      '--no-chain, their workers are put on the peers directly. --chain asks for it in any case, and fails without.',
      '',
      'Peers run in dev mode: any key may create workers on them, and modules of workers may run curl and ipfs',
      'as you. They listen on this machine only, and to web pages that it serves (http://localhost:…).',
    ].join('\n'),
  },
});
