import { numberParser } from '@stricli/core';
import { DEFAULT_DIAL_TIMEOUT_MS, DEFAULT_TTL_MS } from '../../client/defaults.js';
import { ttl as parseTtl } from '../../client/ttl.js';
import { commonFlags } from '../../output/flags.js';
import type { CommonFlags } from '../../output/result.js';
import type { LogLevel } from '../../project/project.js';

const LOG_LEVELS = ['all', 'trace', 'debug', 'info', 'warn', 'error', 'off'] as const;

export interface RunFlags extends CommonFlags {
  readonly noInput: boolean;
  readonly func: string;
  readonly input?: string;
  readonly inputFile?: string;
  readonly data?: string;
  readonly dataPath?: string;
  readonly quiet: boolean;
  readonly particleId: boolean;
  readonly printAir: boolean;
  readonly printBeautifiedAir: boolean;
  readonly offAquaLogs: boolean;
  readonly logLevelCompiler?: LogLevel;
  readonly noEmptyResponse: boolean;
  readonly sk?: string;
  readonly relay?: string;
  readonly ttl: number;
  readonly dialTimeout: number;
  readonly import?: readonly string[];
  readonly const?: readonly string[];
  readonly noRelay: boolean;
  readonly noXor: boolean;
  readonly tracing: boolean;
  readonly trace: boolean;
  readonly env?: string;
}

export const runFlags = {
  json: commonFlags.json,
  noInput: {
    kind: 'boolean',
    brief: 'Accepted for scripts: nothing here ever asks',
    default: false,
    withNegated: false,
  },
  func: { kind: 'parsed', parse: String, brief: 'The call, e.g. helloWorld("Fluence")', placeholder: 'call' },
  input: {
    kind: 'parsed',
    parse: String,
    brief: 'Aqua file or folder that has the function',
    optional: true,
    placeholder: 'path',
  },
  inputFile: {
    kind: 'parsed',
    parse: String,
    brief: 'The same',
    optional: true,
    placeholder: 'path',
    hidden: true,
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
    brief: 'File with such an object; what --data has goes before it',
    optional: true,
    placeholder: 'file',
  },
  quiet: {
    kind: 'boolean',
    brief: 'Print nothing but the result: no logs of Aqua either',
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
  printBeautifiedAir: {
    kind: 'boolean',
    brief: 'Print the compiled AIR as a person reads it instead of calling',
    default: false,
    withNegated: false,
  },
  offAquaLogs: {
    kind: 'boolean',
    brief: 'Do not show what Console.print of Aqua prints',
    default: false,
    withNegated: false,
  },
  logLevelCompiler: {
    kind: 'enum',
    values: LOG_LEVELS,
    brief: 'Accepted for upstream scripts: what is wrong is told anyway',
    optional: true,
    placeholder: 'level',
  },
  noEmptyResponse: {
    kind: 'boolean',
    brief: 'Accepted for upstream scripts: calls are compiled so',
    default: true,
    withNegated: false,
  },
  sk: {
    kind: 'parsed',
    parse: String,
    brief: "Name of the key to call with; the project's default, or a new one otherwise",
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
    parse: parseTtl,
    brief: 'Milliseconds the particle lives, 24 hours at most',
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
  trace: {
    kind: 'boolean',
    brief: 'Show afterwards where the particle went and what was called, whether it came back or not',
    default: false,
    withNegated: false,
  },
  env: {
    kind: 'parsed',
    parse: String,
    brief: 'Environment: local, or custom with customFluenceEnv of fluence.yaml',
    optional: true,
  },
} as const;
