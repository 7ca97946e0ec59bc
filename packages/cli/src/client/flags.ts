import { numberParser } from '@stricli/core';
import { DEFAULT_DIAL_TIMEOUT_MS, DEFAULT_TTL_MS } from './defaults.js';
import { ttl } from './ttl.js';

const accepted = 'Accepted for upstream scripts; has no effect here';

/** Flags of commands that connect with the key that owns the workers (spec/fluence-cli.md §1.2). */
export const clientFlags = {
  sk: {
    kind: 'parsed',
    parse: String,
    brief: "Name of the key that owns the workers; the project's default or your own otherwise",
    optional: true,
    placeholder: 'name',
  },
  relay: {
    kind: 'parsed',
    parse: String,
    brief: 'Multiaddr or local-<index>; the first peer that answers otherwise',
    optional: true,
    placeholder: 'relay',
  },
  ttl: {
    kind: 'parsed',
    parse: ttl,
    brief: 'Milliseconds a particle lives, 24 hours at most',
    default: String(DEFAULT_TTL_MS),
    placeholder: 'ms',
  },
  dialTimeout: {
    kind: 'parsed',
    parse: numberParser,
    brief: 'Milliseconds connecting may take',
    default: String(DEFAULT_DIAL_TIMEOUT_MS),
    placeholder: 'ms',
  },
  env: {
    kind: 'parsed',
    parse: String,
    brief: 'Environment: local, or custom with customFluenceEnv of fluence.yaml',
    optional: true,
    placeholder: 'env',
  },
  offAquaLogs: {
    kind: 'boolean',
    brief: 'Do not show what the worker spells log meanwhile',
    default: false,
    withNegated: false,
  },
  particleId: { kind: 'boolean', brief: accepted, default: false, withNegated: false },
  tracing: { kind: 'boolean', brief: accepted, default: false, withNegated: false },
} as const;

/** Flags of commands that read and compile what is to be deployed. */
export const buildFlags = {
  build: {
    kind: 'boolean',
    brief: 'Build what changed of the modules of Rust first',
    default: true,
    withNegated: true,
  },
  import: {
    kind: 'parsed',
    parse: String,
    brief: 'Folder to look imports of spells up in; may be repeated',
    variadic: true,
    optional: true,
    placeholder: 'path',
  },
  marineBuildArgs: {
    kind: 'parsed',
    parse: String,
    brief: 'Flags for "cargo build", separated by spaces (--release)',
    optional: true,
    placeholder: 'flags',
  },
} as const;

/** Flags of commands that install. */
export const deployFlags = {
  ...clientFlags,
  ...buildFlags,
  dryRun: {
    kind: 'boolean',
    brief: 'Show what would change and change nothing',
    default: false,
    withNegated: false,
  },
  prune: {
    kind: 'boolean',
    brief: 'Remove what fluence.yaml does not name any more; it is only told otherwise',
    default: false,
    withNegated: false,
  },
  installer: {
    kind: 'enum',
    values: ['peer', 'spell'],
    brief:
      'Who installs: the peer itself, or the worker spell as upstream does; the peer where it can by default',
    optional: true,
    placeholder: 'who',
  },
  timeout: {
    kind: 'parsed',
    parse: numberParser,
    brief: 'Seconds an installation may take',
    default: '120',
    placeholder: 'S',
  },
} as const;
