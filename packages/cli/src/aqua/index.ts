/**
 * Compiling Aqua with a cache, as a library: the `aqua` command is a thin layer over it.
 *
 * ```ts
 * const { project } = await loadProject(process.cwd());
 * const report = await compileProject({
 *   jobs: projectJobs(project),
 *   folders: importFolders({ projectRoot: project.rootDir, aquaImports: project.aquaImports, cwd: process.cwd() }),
 *   cache: new FolderCache(join(project.rootDir, '.fluence/cache/aqua')),
 * });
 * if (!report.ok) for (const each of report.diagnostics) console.error(formatDiagnostic(each, process.cwd()));
 * ```
 * @module
 */
export {
  type CacheEntry,
  type CompileCache,
  compilationKey,
  FolderCache,
  noCache,
} from './cache.js';
export { type CompileProjectOptions, compileProject } from './compile.js';
export { type Compiled, compileFile } from './compiler.js';
export { constantText, parseConstant } from './constants.js';
export { formatDiagnostic } from './diagnostics.js';
export { EntryFolder } from './entry-folder.js';
export { type ImportPlaces, importFolders, importMap } from './imports.js';
export { type JobOverrides, projectJobs } from './jobs.js';
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
