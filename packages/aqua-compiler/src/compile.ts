import { type CompileCache, cacheKey, noCache } from './cache.js';
import { compileFile } from './compiler.js';
import { AquaError } from './errors.js';
import { findOrphans } from './orphans.js';
import { checkOutput, contentHash, outputPath, renderOutputs, writeOutput } from './outputs.js';
import { listSources, SourceSet } from './sources.js';
import type {
  CompileJob,
  CompileMode,
  CompileReport,
  Diagnostic,
  FileReport,
  OutputFile,
  OutputReport,
  OutputState,
} from './types.js';

export interface CompileProjectOptions {
  readonly jobs: readonly CompileJob[];
  /** Where imports are looked up, in order: see `importFolders`. */
  readonly folders: readonly string[];
  /** @default 'write' */
  readonly mode?: CompileMode;
  /** @default a cache that keeps nothing */
  readonly cache?: CompileCache;
}

/** States that make a check fail. */
const BAD: ReadonlySet<OutputState> = new Set(['missing', 'stale', 'edited', 'orphaned']);

/**
 * Compiles Aqua. Errors in a source are diagnostics in the report, the other files are still compiled; a file with
 * errors leaves its outputs as they are.
 * @throws AquaError `BAD_ARGUMENT` for an input that doesn't exist or two sources with the same output
 */
export async function compileProject(options: CompileProjectOptions): Promise<CompileReport> {
  const { jobs, folders, mode = 'write', cache = noCache } = options;
  const run = new Run(new SourceSet(folders), folders, mode, cache);
  for (const job of jobs) {
    for (const source of listSources(job.input)) await run.compile(job, source);
  }
  if (mode !== 'dry') for (const output of new Set(jobs.map((job) => job.output))) run.lookForOrphans(output);
  if (mode === 'write') cache.flush();
  return run.report();
}

class Run {
  readonly #sources: SourceSet;
  readonly #folders: readonly string[];
  readonly #mode: CompileMode;
  readonly #cache: CompileCache;
  readonly #files: FileReport[] = [];
  readonly #orphans: OutputReport[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  /** Output path to the source that makes it. */
  readonly #owners = new Map<string, string>();
  #failed = false;

  constructor(sources: SourceSet, folders: readonly string[], mode: CompileMode, cache: CompileCache) {
    this.#sources = sources;
    this.#folders = folders;
    this.#mode = mode;
    this.#cache = cache;
  }

  async compile(job: CompileJob, source: string): Promise<void> {
    const key = cacheKey(source, this.#sources.closure(source), job.options);
    const kept = this.#cache.get(key);
    const outputs = kept?.outputs ?? (await this.#compileAnew(job, source, key));
    this.#diagnostics.push(...(kept?.warnings ?? []));
    if (outputs === undefined) return;
    const reports = outputs.map((output) => this.#settle(job, source, output));
    this.#files.push({ job: job.name, input: source, cached: kept !== undefined, outputs: reports });
  }

  lookForOrphans(folder: string): void {
    // a source with errors still owns its outputs, only that nobody knows which
    if (this.#failed) return;
    const expected = new Set(this.#owners.keys());
    this.#orphans.push(
      ...findOrphans(folder, expected).map((path) => ({ path, state: 'orphaned' as const })),
    );
  }

  report(): CompileReport {
    const states = [...this.#files.flatMap((file) => file.outputs), ...this.#orphans].map(
      ({ state }) => state,
    );
    const clean = this.#mode !== 'check' || !states.some((state) => BAD.has(state));
    return {
      ok: clean && !this.#failed,
      mode: this.#mode,
      files: this.#files,
      orphans: this.#orphans,
      diagnostics: this.#diagnostics,
      sources: this.#sources.paths,
    };
  }

  async #compileAnew(job: CompileJob, source: string, key: string): Promise<OutputFile[] | undefined> {
    const compiled = await compileFile(source, this.#folders, job.options);
    if (!compiled.ok) {
      this.#diagnostics.push(...compiled.diagnostics);
      this.#failed = true;
      return undefined;
    }
    const outputs = await renderOutputs(compiled.result, job.options);
    this.#diagnostics.push(...compiled.warnings);
    this.#cache.set(key, { outputs, warnings: compiled.warnings });
    return outputs;
  }

  #settle(job: CompileJob, source: string, { suffix, content }: OutputFile): OutputReport {
    const path = outputPath(job, source, suffix);
    const owner = this.#owners.get(path);
    if (owner !== undefined) {
      throw new AquaError(
        'BAD_ARGUMENT',
        `${owner} and ${source} both make ${path}: give them different outputs`,
      );
    }
    this.#owners.set(path, source);
    if (this.#mode === 'dry') return { path, state: 'unchanged' };
    if (this.#mode === 'check') return { path, state: checkOutput(path, content, this.#cache.written(path)) };
    const state = writeOutput(path, content);
    this.#cache.recordWritten(path, contentHash(content));
    return { path, state };
  }
}
