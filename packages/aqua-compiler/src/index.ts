/**
 * Compiling Aqua with a cache: the `aqua` command is a thin layer over it, and packages that are built before the command
 * make their bindings with it (`scripts/compile-entries.mjs`, ADR 031).
 *
 * ```ts
 * const report = await compileProject({
 *   jobs,
 *   folders: importFolders({ projectRoot, cwd: process.cwd() }),
 *   cache: new FolderCache(join(projectRoot, '.fluence/cache/aqua')),
 * });
 * if (!report.ok) for (const each of report.diagnostics) console.error(formatDiagnostic(each, process.cwd()));
 * ```
 * @module
 */
export type { AquaFunction } from '@fluencelabs/aqua-api';
export {
  type CacheEntry,
  type CompileCache,
  cacheKey,
  compilationKey,
  FolderCache,
  noCache,
} from './cache.js';
export { type CompileProjectOptions, compileProject } from './compile.js';
export { type Compiled, compileFile } from './compiler.js';
export { constantText, parseConstant } from './constants.js';
export { formatDiagnostic } from './diagnostics.js';
export { EntryFolder } from './entry-folder.js';
export { AquaError, type AquaErrorCode } from './errors.js';
export { type ImportPlaces, importFolders, importMap } from './imports.js';
export { DEFAULT_OPTIONS } from './options.js';
export { listSources, SourceSet } from './sources.js';
export type {
  CompileJob,
  CompileMode,
  CompileReport,
  CompilerOptions,
  Diagnostic,
  FileReport,
  OutputReport,
  OutputState,
  Target,
} from './types.js';
export { watchSources } from './watch.js';
