import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing, progress } from '../../../output/result.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import { type DeployHostsFlags, deployHosts } from '../../../workers/deploy-hosts.js';
import { reportJson, showReports } from '../../../workers/show-reports.js';
import { hostNames } from '../names.js';

export interface WorkersDeployFlags extends CommonFlags, DeployHostsFlags {
  readonly input: boolean;
  readonly build: boolean;
  readonly tracing: boolean;
  readonly particleId: boolean;
  readonly marineBuildArgs?: string;
}

export const handler = printing(workersDeploy);

async function workersDeploy(
  context: CliContext,
  flags: WorkersDeployFlags,
  ...written: string[]
): Promise<CommandResult> {
  const { project, warnings } = await loadProject(context.cwd);
  for (const warning of warnings) progress(context, `Warning: ${warning}`);
  const names = hostNames(project, written);
  const reports = await deployHosts(context, project, names, {
    ...flags,
    offAquaLogs: flags.offAquaLogs || flags.json,
  });
  return {
    text: showReports(reports, flags.dryRun),
    json: { dryRun: flags.dryRun, workers: reports.map(reportJson) },
    exitCode: reports.some(({ error }) => error !== undefined) ? 1 : 0,
  };
}
