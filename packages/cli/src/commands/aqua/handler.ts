import { dirname, join, resolve } from 'node:path';
import {
  type CompileJob,
  type CompileReport,
  compileProject,
  FolderCache,
  importFolders,
  importMap,
  noCache,
  watchSources,
} from '../../aqua/index.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import { findProjectFile } from '../../project/find-project.js';
import { loadProject } from '../../project/fluence-yaml.js';
import type { FluenceProject } from '../../project/project.js';
import { jobsOf } from './jobs.js';
import type { AquaFlags } from './options.js';
import { reportJson, reportLines } from './report.js';

export const handler = printing(run);

async function run(context: CliContext, flags: AquaFlags, what?: 'imports'): Promise<CommandResult> {
  if (flags.watch && (flags.check || flags.dry || flags.json)) {
    throw new CliError('BAD_ARGUMENT', '--watch writes and goes on: it excludes --check, --dry and --json');
  }
  const project = await projectOf(context);
  if (what === 'imports') {
    const map = importMap(foldersOf(context, flags, project));
    return { text: JSON.stringify(map, null, 2), json: map };
  }
  const jobs = jobsOf(flags, project, context.cwd);
  const compile = () => compileProject(optionsOf(context, flags, project, jobs));
  if (flags.watch) return watchForever(context, jobs, compile);
  const report = await compile();
  for (const line of reportLines(report, jobs, context.cwd)) progress(context, line);
  return { text: '', json: reportJson(report), exitCode: report.ok ? 0 : 1 };
}

async function projectOf(context: CliContext): Promise<FluenceProject | undefined> {
  if (findProjectFile(context.cwd) === undefined) return undefined;
  const { project, warnings } = await loadProject(context.cwd);
  for (const warning of warnings) progress(context, `Warning: ${warning}`);
  return project;
}

function optionsOf(
  context: CliContext,
  flags: AquaFlags,
  project: FluenceProject | undefined,
  jobs: CompileJob[],
) {
  const folders = foldersOf(context, flags, project);
  const cache =
    project === undefined ? noCache : new FolderCache(join(project.rootDir, '.fluence', 'cache', 'aqua'));
  const mode = flags.check ? 'check' : flags.dry ? 'dry' : 'write';
  return { jobs, folders, cache, mode } as const;
}

function foldersOf(context: CliContext, flags: AquaFlags, project: FluenceProject | undefined): string[] {
  return importFolders({
    flags: (flags.import ?? []).map((path) => resolve(context.cwd, path)),
    aquaImports: project?.aquaImports ?? [],
    projectRoot: project?.rootDir,
    cwd: context.cwd,
  });
}

/** Compiles, waits for a change, and again, until the process is ended. */
async function watchForever(
  context: CliContext,
  jobs: CompileJob[],
  compile: () => Promise<CompileReport>,
): Promise<CommandResult> {
  const { signal } = new AbortController();
  for (;;) {
    const since = Date.now();
    const report = await compile();
    for (const line of reportLines(report, jobs, context.cwd)) progress(context, line);
    progress(context, `Watching ${report.sources.length} files for changes, Ctrl-C ends it`);
    const folders = [...jobs.map((job) => job.input), ...report.sources.map((path) => dirname(path))];
    if (!(await watchSources({ files: report.sources, folders, since, signal })))
      return { text: '', json: null };
  }
}
