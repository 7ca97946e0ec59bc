import { deployFlags as sharedFlags } from '../../client/flags.js';
import { commonFlags } from '../../output/flags.js';
import type { CommonFlags } from '../../output/result.js';
import type { DeployEntriesFlags } from '../../workers/deploy-entries.js';

export interface DeployFlags extends CommonFlags, DeployEntriesFlags {
  readonly input: boolean;
  readonly update: boolean;
  readonly build: boolean;
  readonly tracing: boolean;
  readonly particleId: boolean;
  readonly marineBuildArgs?: string;
  readonly privKey?: string;
}

export const deployFlags = {
  ...commonFlags,
  ...sharedFlags,
  update: {
    kind: 'boolean',
    brief: 'Accepted for upstream scripts: what changed is always updated',
    default: false,
    withNegated: false,
  },
  privKey: {
    kind: 'parsed',
    parse: String,
    brief: 'Key of the account that pays for deals; the first of a local chain otherwise',
    optional: true,
    placeholder: 'key',
  },
} as const;
