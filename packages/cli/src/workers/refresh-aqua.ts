import { existsSync } from 'node:fs';
import path from 'node:path';
import { compileProject, formatDiagnostic } from '@noctiluca/aqua-compiler';
import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';
import { progress } from '../output/result.js';
import { projectJobs } from '../project/compile-jobs.js';
import { fluenceDir } from '../project/fluence-dir.js';
import type { FluenceProject } from '../project/project.js';
import type { WorkersRecord } from '../project/workers-yaml.js';
import { writeWorkersAqua } from '../project-aqua/write-workers-aqua.js';
import { projectCompiler } from '../spells/project-compiler.js';

/**
 * Writes the project's Aqua and compiles what may use it, as upstream does after each change of workers.
 * @param isServiceNew whether the services may have other interfaces than last time
 */
export async function refreshAqua(
  context: CliContext,
  project: FluenceProject,
  record: WorkersRecord,
  env: string,
  isServiceNew: boolean,
): Promise<void> {
  const dir = fluenceDir(context);
  const isWritten = await writeWorkersAqua(dir, project, record, env);
  const isWanted = isServiceNew || !existsSync(path.join(dir, 'aqua', 'services.aqua'));
  const isServiceWritten = isWanted && (await writeServices(context, dir, project));
  if ((isWritten || isServiceWritten) && Object.keys(project.compileAqua).length > 0)
    await recompile(context, project);
}

/** Reading interfaces takes the Marine runtime, which the other files do not need. */
async function writeServices(context: CliContext, dir: string, project: FluenceProject): Promise<boolean> {
  const { writeServicesAqua } = await import('../project-aqua/write-services-aqua.js');
  const warn = (problem: string) => progress(context, `Warning: ${problem}`);
  try {
    return await writeServicesAqua(dir, project, warn);
  } catch (error) {
    // What it is about is done: a removal is none the less for it, and a deployment was checked before.
    if (!(error instanceof CliError)) throw error;
    warn(`services.aqua is not written: ${error.message}`);
    return false;
  }
}

async function recompile(context: CliContext, project: FluenceProject): Promise<void> {
  const { folders, cache } = projectCompiler(context.cwd, project);
  const { diagnostics } = await compileProject({ jobs: projectJobs(project), folders, cache });
  for (const each of diagnostics.filter(({ severity }) => severity === 'error'))
    progress(context, formatDiagnostic(each, context.cwd));
}
