import { commonFlags } from '../../output/flags.js';
import type { CommonFlags } from '../../output/result.js';

export interface DeployFlags extends CommonFlags {
  readonly input: boolean;
  readonly dryRun: boolean;
  readonly update: boolean;
  readonly build: boolean;
  readonly tracing: boolean;
  readonly import?: readonly string[];
  readonly marineBuildArgs?: string;
  readonly privKey?: string;
  readonly env?: string;
}

const accepted = 'Accepted for upstream scripts; has no effect here';

export const deployFlags = {
  ...commonFlags,
  dryRun: {
    kind: 'boolean',
    brief: 'Show what would change and change nothing',
    default: false,
    withNegated: false,
  },
  update: {
    kind: 'boolean',
    brief: 'Accepted for upstream scripts: a changed service is always updated',
    default: false,
    withNegated: false,
  },
  build: { kind: 'boolean', brief: accepted, default: true, withNegated: true },
  tracing: { kind: 'boolean', brief: accepted, default: false, withNegated: false },
  import: { kind: 'parsed', parse: String, brief: accepted, variadic: true, optional: true },
  marineBuildArgs: { kind: 'parsed', parse: String, brief: accepted, optional: true },
  privKey: { kind: 'parsed', parse: String, brief: accepted, optional: true },
  env: { kind: 'parsed', parse: String, brief: 'Environment; only "local" exists', optional: true },
} as const;
