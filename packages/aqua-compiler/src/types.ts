export type Target = 'ts' | 'js' | 'air';

/** How to compile: everything here changes the output, so it is part of the cache's key. */
export interface CompilerOptions {
  readonly target: Target;
  /** `NAME = value` as the compiler takes it: see `constantText`. */
  readonly constants: readonly string[];
  /** `all`, `trace`, `debug`, `info`, `warn`, `error` or `off`. */
  readonly logLevel: string;
  readonly noRelay: boolean;
  readonly noXor: boolean;
  readonly tracing: boolean;
  readonly noEmptyResponse: boolean;
  /** Package that bindings import. @default that of aqua-to-js, `@fluencelabs/js-client` */
  readonly runtime?: string;
}

/** One entry of `compileAqua`, or what the command line asks for. */
export interface CompileJob {
  readonly name: string;
  /** File or folder, absolute. A folder is taken with everything below it. */
  readonly input: string;
  /** Folder, absolute; the tree below `input` is mirrored in it. */
  readonly output: string;
  readonly options: CompilerOptions;
}

/** - `write`: files on disk become what the sources say; `check`: they are compared; `dry`: nothing but compiling */
export type CompileMode = 'write' | 'check' | 'dry';

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** The compiler's own word: `Syntax error`, `Cannot resolve imports`. */
  readonly kind: string;
  readonly message: string;
  /** Absolute. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** The lines around the place, with a marker under it; empty when there is no place. */
  readonly frame: string;
}

/**
 * How a file on disk stood to what it should be, and what was done about it:
 * - `unchanged`;
 * - `created`, `updated`: written;
 * - `missing`, `stale` (made from an earlier source), `edited` (not what the compiler wrote): found by `check`;
 * - `orphaned`: generated earlier, and no source makes it any more. Never removed.
 */
export type OutputState = 'unchanged' | 'created' | 'updated' | 'missing' | 'stale' | 'edited' | 'orphaned';

export interface OutputReport {
  /** Absolute. */
  readonly path: string;
  readonly state: OutputState;
}

/** What became of one source file. */
export interface FileReport {
  readonly job: string;
  /** Absolute. */
  readonly input: string;
  /** True when the compiler wasn't needed. */
  readonly cached: boolean;
  /** Empty for a file that exports nothing. */
  readonly outputs: readonly OutputReport[];
}

export interface CompileReport {
  /** No errors, and in `check` nothing to complain about. */
  readonly ok: boolean;
  readonly mode: CompileMode;
  readonly files: readonly FileReport[];
  readonly orphans: readonly OutputReport[];
  readonly diagnostics: readonly Diagnostic[];
  /** Every file that was read, imports included; absolute. What `--watch` looks at. */
  readonly sources: readonly string[];
}

/** A file to stand below the output folder of a job. */
export interface OutputFile {
  /** Extension with its dot, after the source's name: `.ts`, `.d.ts`, `.main.air`. */
  readonly suffix: string;
  readonly content: string;
}
