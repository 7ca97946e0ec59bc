import { dirname, join } from 'node:path';
import {
  type CompileJob,
  type CompileReport,
  compileProject,
  FolderCache,
  noCache,
  watchSources,
} from '@noctiluca/aqua-compiler';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import type { FluenceProject } from '../../project/project.js';
import { jobsOf } from './jobs.js';
import type { AquaFlags } from './options.js';
import { aquaFolders, aquaProject } from './project-folders.js';
import { reportJson, reportLines } from './report.js';

export const handler = printing(run);

async function run(context: CliContext, flags: AquaFlags): Promise<CommandResult> {
  if (flags.watch && (flags.check || flags.dry || flags.json)) {
    throw new CliError('BAD_ARGUMENT', '--watch writes and goes on: it excludes --check, --dry and --json');
  }
  const project = await aquaProject(context);
  const jobs = jobsOf(flags, project, context.cwd);
  const compile = () => compileProject(optionsOf(context, flags, project, jobs));
  if (flags.watch) return watchForever(context, jobs, compile);
  const report = await compile();
  for (const line of reportLines(report, jobs, context.cwd)) progress(context, line);
  return { text: '', json: reportJson(report), exitCode: report.ok ? 0 : 1 };
}

function optionsOf(
  context: CliContext,
  flags: AquaFlags,
  project: FluenceProject | undefined,
  jobs: CompileJob[],
) {
  const folders = aquaFolders(context, flags, project);
  const cache =
    project === undefined ? noCache : new FolderCache(join(project.rootDir, '.fluence', 'cache', 'aqua'));
  const mode = flags.check ? 'check' : flags.dry ? 'dry' : 'write';
  return { jobs, folders, cache, mode } as const;
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
