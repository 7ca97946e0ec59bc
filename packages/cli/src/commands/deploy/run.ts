import type { CliContext } from '../../context.js';
import { type CommandResult, type CommonFlags, progress } from '../../output/result.js';
import { loadProject } from '../../project/fluence-yaml.js';
import { checkNames } from '../../project/names-check.js';
import { requireNoProblems } from '../../project/problems.js';
import { type BuildingFlags, buildServices } from '../../rust/build-services.js';
import { type DeployEntriesFlags, deployEntries } from '../../workers/deploy-entries.js';
import { chosenEntries, type Section } from '../../workers/entries.js';
import { showReports } from '../../workers/show-reports.js';
import { splitNames } from '../workers/names.js';
import { interruptible } from './interruptible.js';

/**
 * Deploys entries of fluence.yaml. What the file says and is not understood, and names that Aqua cannot take, are refused
 * before anything is done.
 * @throws CliError `PROJECT_INVALID`, `BAD_ARGUMENT` and what the deployment throws
 */
export async function runDeployment(
  context: CliContext,
  flags: CommonFlags & DeployEntriesFlags & BuildingFlags & { readonly build: boolean },
  written: readonly string[],
  sections: readonly Section[],
): Promise<CommandResult> {
  const { project, problems, warnings } = await loadProject(context.cwd);
  for (const warning of warnings) progress(context, `Warning: ${warning}`);
  const names = splitNames(written);
  const entries = chosenEntries(project, names, sections);
  requireNoProblems(
    project.file,
    problems,
    entries.map(({ name }) => name),
  );
  checkNames(project);
  const services = entries.flatMap((entry) => entry.services);
  if (flags.build) await buildServices(context, project, services, flags);
  const isAll = names.length === 0 && sections.length > 1;
  const quiet = { ...flags, offAquaLogs: flags.offAquaLogs || flags.json };
  const workers = await interruptible(context, () => deployEntries(context, project, entries, quiet, isAll));
  return {
    text: (view) => showReports(workers, flags.dryRun, view),
    json: { dryRun: flags.dryRun, workers },
    exitCode: workers.some(({ error }) => error !== undefined) ? 1 : 0,
  };
}
