import { numberParser } from '@stricli/core';
import { DEFAULT_DIAL_TIMEOUT_MS, DEFAULT_TTL_MS } from '../../client/defaults.js';
import { commonFlags } from '../../output/flags.js';
import type { CommonFlags } from '../../output/result.js';

export interface RunFlags extends CommonFlags {
  readonly input: boolean;
  readonly func: string;
  readonly inputFile?: string;
  readonly data?: string;
  readonly dataPath?: string;
  readonly quiet: boolean;
  readonly particleId: boolean;
  readonly printAir: boolean;
  readonly sk?: string;
  readonly relay?: string;
  readonly ttl: number;
  readonly dialTimeout: number;
  readonly import?: readonly string[];
  readonly const?: readonly string[];
  readonly noRelay: boolean;
  readonly noXor: boolean;
  readonly tracing: boolean;
  readonly env?: string;
}

export const runFlags = {
  ...commonFlags,
  func: { kind: 'parsed', parse: String, brief: 'The call, e.g. helloWorld("Fluence")', placeholder: 'call' },
  inputFile: {
    kind: 'parsed',
    parse: String,
    brief: 'Aqua file or folder that has the function',
    optional: true,
    placeholder: 'path',
  },
  data: {
    kind: 'parsed',
    parse: String,
    brief: 'JSON object of named arguments',
    optional: true,
    placeholder: 'json',
  },
  dataPath: {
    kind: 'parsed',
    parse: String,
    brief: 'File with such an object',
    optional: true,
    placeholder: 'file',
  },
  quiet: {
    kind: 'boolean',
    brief: 'Accepted for upstream scripts: only the result is printed anyway',
    default: false,
    withNegated: false,
  },
  particleId: {
    kind: 'boolean',
    brief: "Print the particle's id before the result",
    default: false,
    withNegated: false,
  },
  printAir: {
    kind: 'boolean',
    brief: 'Print the compiled AIR instead of calling',
    default: false,
    withNegated: false,
  },
  sk: {
    kind: 'parsed',
    parse: String,
    brief: 'Name of the key to call with; a new one otherwise',
    optional: true,
    placeholder: 'name',
  },
  relay: {
    kind: 'parsed',
    parse: String,
    brief: 'Multiaddr or local-<index>; any peer otherwise',
    optional: true,
    placeholder: 'relay',
  },
  ttl: {
    kind: 'parsed',
    parse: numberParser,
    brief: 'Milliseconds the particle lives',
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
  import: {
    kind: 'parsed',
    parse: String,
    brief: 'Folder to look imports up in; may be repeated',
    variadic: true,
    optional: true,
    placeholder: 'path',
  },
  const: {
    kind: 'parsed',
    parse: String,
    brief: 'Constant NAME=value; may be repeated',
    variadic: true,
    optional: true,
    placeholder: 'N=v',
  },
  noRelay: { kind: 'boolean', brief: 'Do not pass through the relay', default: false, withNegated: false },
  noXor: {
    kind: 'boolean',
    brief: 'Do not wrap the script in error handling',
    default: false,
    withNegated: false,
  },
  tracing: { kind: 'boolean', brief: 'Compile with tracing', default: false, withNegated: false },
  env: {
    kind: 'parsed',
    parse: String,
    brief: 'Environment: local, or custom with customFluenceEnv of fluence.yaml',
    optional: true,
  },
} as const;
