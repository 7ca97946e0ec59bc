import { numberParser } from '@stricli/core';
import { commonFlags } from '../../../output/flags.js';
import type { CommonFlags } from '../../../output/result.js';

export interface UpFlags extends CommonFlags {
  readonly input: boolean;
  readonly noxes: number;
  readonly detach: boolean;
  readonly foreground: boolean;
  readonly freePorts: boolean;
  readonly isolate: boolean;
  readonly reset: boolean;
  readonly timeout: number;
  readonly ipfs?: string;
  readonly chain?: boolean;
  readonly privKey?: string;
  readonly quietPull: boolean;
  readonly build: boolean;
  readonly flags?: string;
}

const accepted = 'Accepted for upstream scripts; has no effect here';

export const upFlags = {
  ...commonFlags,
  noxes: { kind: 'parsed', parse: numberParser, brief: 'How many peers', default: '3', placeholder: 'N' },
  detach: { kind: 'boolean', brief: 'Run in the background (always, unless --foreground)', default: true },
  foreground: { kind: 'boolean', brief: 'Stay attached until Ctrl-C', default: false },
  freePorts: {
    kind: 'boolean',
    brief: 'Take free ports instead of 9991, 7771, 18080 and up',
    default: false,
  },
  isolate: { kind: 'boolean', brief: 'A process for each peer, started again when it ends', default: false },
  reset: {
    kind: 'boolean',
    brief: 'Forget the state of the last network first (upstream did so always)',
    default: false,
    withNegated: true,
  },
  timeout: {
    kind: 'parsed',
    parse: numberParser,
    brief: 'Seconds the peers may take to start',
    default: '60',
    placeholder: 'S',
  },
  ipfs: {
    kind: 'parsed',
    parse: String,
    brief:
      'RPC of your own IPFS daemon, like /ip4/127.0.0.1/tcp/5001 (default: FLUENCE_IPFS, ipfsAddr of fluence.yaml if it answers, files under .fluence/ipfs)',
    optional: true,
    placeholder: 'MULTIADDR',
  },
  chain: {
    kind: 'boolean',
    brief:
      'A chain for deals, by the package @noctiluca/chain (default: for "deployments:" and provider.yaml)',
    optional: true,
  },
  privKey: { kind: 'parsed', parse: String, brief: accepted, optional: true },
  quietPull: { kind: 'boolean', brief: accepted, default: false, withNegated: false },
  build: { kind: 'boolean', brief: accepted, default: false },
  flags: { kind: 'parsed', parse: String, brief: accepted, optional: true },
} as const;
