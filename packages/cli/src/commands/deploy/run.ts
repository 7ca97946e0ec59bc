import type { CliContext } from '../../context.js';
import { dealChain } from '../../deals/deal-chain.js';
import { type CommandResult, progress } from '../../output/result.js';
import type { View } from '../../output/terminal/view.js';
import { loadProject } from '../../project/fluence-yaml.js';
import { checkNames } from '../../project/names-check.js';
import { requireNoProblems } from '../../project/problems.js';
import type { FluenceProject } from '../../project/project.js';
import { type BuildingFlags, buildServices } from '../../rust/build-services.js';
import { deployEntries } from '../../workers/deploy-entries.js';
import { chosenEntries, type Section, type WorkerEntry } from '../../workers/entries.js';
import { showReports } from '../../workers/show-reports.js';
import { splitNames } from '../workers/names.js';
import { type DeploymentFlags, exitCodeOf } from './deployment.js';
import { interruptible } from './interruptible.js';

/**
 * Deploys entries of fluence.yaml. What the file says and is not understood, and names that Aqua cannot take, are refused
 * before anything is done.
 * @throws CliError `PROJECT_INVALID`, `BAD_ARGUMENT` and what the deployment throws
 */
export async function runDeployment(
  context: CliContext,
  flags: DeploymentFlags & BuildingFlags & { readonly build: boolean },
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
  const whole = names.length === 0 && sections.length > 1 ? sections : [];
  const quiet = { ...flags, offAquaLogs: flags.offAquaLogs || flags.json };
  const wish = { entries, whole, sections };
  return interruptible(context, () => deployed(context, project, wish, quiet));
}

interface Wish {
  readonly entries: readonly WorkerEntry[];
  /** Sections of which these are all entries. */
  readonly whole: readonly Section[];
  readonly sections: readonly Section[];
}

async function deployed(
  context: CliContext,
  project: FluenceProject,
  { entries, whole, sections }: Wish,
  flags: DeploymentFlags,
): Promise<CommandResult> {
  const isOfDeals = sections.includes('deployments') && (whole.length > 0 || entries.some(isDeployment));
  const chain = isOfDeals ? await dealChain(context, flags) : undefined;
  if (chain === undefined) {
    const workers = await deployEntries(context, project, entries, flags, whole);
    const text = (view: View) => showReports(workers, flags.dryRun, view);
    return { text, json: { dryRun: flags.dryRun, workers }, exitCode: exitCodeOf(workers) };
  }
  const { withDeals } = await import('./with-deals.js');
  return withDeals(context, project, { chain, entries, all: whole.length > 0 }, flags);
}

const isDeployment = ({ section }: WorkerEntry): boolean => section === 'deployments';
