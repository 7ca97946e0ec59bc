import { compileProject, formatDiagnostic } from '@noctiluca/aqua-compiler';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, type CommonFlags, printing, progress } from '../../output/result.js';
import { countText, step } from '../../output/step.js';
import { projectJobs } from '../../project/compile-jobs.js';
import { resolveEnv } from '../../project/env.js';
import { fluenceDir } from '../../project/fluence-dir.js';
import { loadProject } from '../../project/fluence-yaml.js';
import { checkNames } from '../../project/names-check.js';
import type { FluenceProject } from '../../project/project.js';
import { readWorkers } from '../../project/workers-yaml.js';
import { writeServicesAqua } from '../../project-aqua/write-services-aqua.js';
import { writeWorkersAqua } from '../../project-aqua/write-workers-aqua.js';
import { buildServices } from '../../rust/build-services.js';
import { writeServiceConfigs } from '../../service-configs/write-service-configs.js';
import { buildSpells } from '../../spells/build-spells.js';
import { projectCompiler } from '../../spells/project-compiler.js';

export interface BuildFlags extends CommonFlags {
  readonly input: boolean;
  readonly import?: readonly string[];
  readonly marineBuildArgs?: string;
  readonly env?: string;
}

export const handler = printing(build);

/** In the order in which each may need the one before: Aqua imports what is written of services and workers. */
async function build(context: CliContext, flags: BuildFlags): Promise<CommandResult> {
  const { project, warnings } = await loadProject(context.cwd);
  for (const warning of warnings) progress(context, `Warning: ${warning}`);
  checkNames(project);
  const modules = await buildServices(context, project, Object.keys(project.services), flags);
  const services = await step(
    context,
    'Read interfaces of services',
    () => writeInterfaces(context, project, flags.env),
    { outcome: ({ length }) => countText(length, 'service') },
  );
  await writeServiceConfigs(project, (problem) => progress(context, `Warning: ${problem}`));
  const spells = await step(
    context,
    'Compile spells',
    () => buildSpells(context.cwd, project, Object.keys(project.spells), flags.import),
    { outcome: ({ length }) => countText(length, 'spell') },
  );
  for (const { note } of spells) if (note !== undefined) progress(context, `Warning: ${note}`);
  const files = await step(context, 'Compile Aqua', () => compileAqua(context, project, flags.import), {
    outcome: (count) => countText(count, 'file'),
  });
  const names = spells.map(({ name }) => name);
  const list = (all: readonly string[]) => all.join(', ') || 'none';
  return {
    text: [
      `services: ${list(services)}`,
      `built with cargo: ${list(modules)}`,
      `spells: ${list(names)}`,
      `Aqua: ${files} files`,
    ].join('\n'),
    json: { services, modules, spells, aquaFiles: files },
  };
}

/** @throws CliError `MODULE_UNREADABLE` with everything that is wrong */
async function writeInterfaces(
  context: CliContext,
  project: FluenceProject,
  flag: string | undefined,
): Promise<string[]> {
  const dir = fluenceDir(context);
  const env = await resolveEnv(dir, flag);
  await writeWorkersAqua(dir, project, await readWorkers(dir, env), env);
  const problems: string[] = [];
  await writeServicesAqua(dir, project, (problem) => problems.push(problem));
  if (problems.length > 0) throw new CliError('MODULE_UNREADABLE', problems.join('\n'));
  return Object.keys(project.services);
}

/** @throws CliError `AQUA_FAILED` with the compiler's words */
async function compileAqua(
  context: CliContext,
  project: FluenceProject,
  imports: readonly string[] | undefined,
): Promise<number> {
  const { folders, cache } = projectCompiler(context.cwd, project, imports);
  const { ok, files, diagnostics } = await compileProject({ jobs: projectJobs(project), folders, cache });
  const lines = [...new Set(diagnostics.map((each) => formatDiagnostic(each, context.cwd)))];
  if (!ok) throw new CliError('AQUA_FAILED', `Cannot compile the project's Aqua:\n${lines.join('\n')}`);
  for (const line of lines) progress(context, line);
  return files.reduce((sum, { outputs }) => sum + outputs.length, 0);
}
