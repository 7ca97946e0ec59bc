import { commonFlags } from '../../output/flags.js';
import type { CommonFlags } from '../../output/result.js';
import type { LogLevel } from '../../project/project.js';

export interface AquaFlags extends CommonFlags {
  readonly names?: readonly string[];
  readonly input?: string;
  readonly output?: string;
  readonly watch: boolean;
  readonly air: boolean;
  readonly js: boolean;
  readonly const?: readonly string[];
  readonly import?: readonly string[];
  readonly logLevelCompiler?: LogLevel;
  readonly noRelay?: boolean;
  readonly noXor?: boolean;
  readonly tracing?: boolean;
  readonly noEmptyResponse?: boolean;
  readonly runtime?: string;
  readonly dry: boolean;
  readonly check: boolean;
  readonly noInput?: boolean;
}

const LOG_LEVELS = ['all', 'trace', 'debug', 'info', 'warn', 'error', 'off'] as const;

/** @throws SyntaxError for what is no name of a package */
function runtimePackage(name: string): string {
  if (/^(@[\w.-]+\/)?[\w.-]+$/.test(name)) return name;
  throw new SyntaxError(`"${name}" is no name of a package`);
}

/** Flags of `fluence aqua`: upstream's (spec/fluence-cli.md §1.3), and `--check` and `--json`. */
export const aquaFlags = {
  json: commonFlags.json,
  names: {
    kind: 'parsed',
    parse: String,
    variadic: ',',
    optional: true,
    brief: 'Entries of compileAqua to compile, separated by commas; all when not given',
    placeholder: 'names',
  },
  input: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Aqua file or folder to compile instead of what compileAqua names',
    placeholder: 'path',
  },
  output: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Folder for the results of --input',
    placeholder: 'path',
  },
  watch: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'Compile again whenever a source or an import changes',
  },
  air: { kind: 'boolean', default: false, withNegated: false, brief: 'Write AIR' },
  js: { kind: 'boolean', default: false, withNegated: false, brief: 'Write JavaScript and its types' },
  const: {
    kind: 'parsed',
    parse: String,
    variadic: true,
    optional: true,
    brief: 'Constant for the compiler, repeatable',
    placeholder: 'NAME=value',
  },
  import: {
    kind: 'parsed',
    parse: String,
    variadic: true,
    optional: true,
    brief: 'Folder to look up imports in first, repeatable',
    placeholder: 'path',
  },
  logLevelCompiler: {
    kind: 'enum',
    values: LOG_LEVELS,
    optional: true,
    brief: 'Log level of the compiler',
    placeholder: 'level',
  },
  noRelay: {
    kind: 'boolean',
    optional: true,
    withNegated: false,
    brief: 'Leave out the pass through the relay',
  },
  noXor: {
    kind: 'boolean',
    optional: true,
    withNegated: false,
    brief: 'Leave out the wrapper that reports errors',
  },
  tracing: { kind: 'boolean', optional: true, withNegated: false, brief: 'Compile in tracing mode' },
  noEmptyResponse: {
    kind: 'boolean',
    optional: true,
    withNegated: false,
    brief: 'Leave out the response of functions that return nothing',
  },
  runtime: {
    kind: 'parsed',
    parse: runtimePackage,
    optional: true,
    brief: 'Package that bindings import, like @noctiluca/client; @fluencelabs/js-client otherwise',
    placeholder: 'package',
  },
  dry: { kind: 'boolean', default: false, withNegated: false, brief: 'Compile and write nothing' },
  check: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'Write nothing; fail when files on disk are not what the sources give',
  },
  noInput: {
    kind: 'boolean',
    optional: true,
    withNegated: false,
    brief: 'Accepted for scripts: nothing here ever asks',
  },
} as const;
