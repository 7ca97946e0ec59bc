import { localPeers } from '../../client/relay.js';
import type { CliContext } from '../../context.js';
import { deploy, type PeerReport } from '../../deploy/deploy.js';
import { desiredPeers } from '../../deploy/desired.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import { table } from '../../output/table.js';
import { fluenceDir } from '../../project/fluence-dir.js';
import { loadProject } from '../../project/fluence-yaml.js';
import type { DeployFlags } from './options.js';

export const handler = printing(run);

async function run(context: CliContext, flags: DeployFlags, ...names: string[]): Promise<CommandResult> {
  if (flags.env !== undefined && flags.env !== 'local') {
    throw new CliError(
      'BAD_ARGUMENT',
      `There is no environment "${flags.env}": upstream's public networks were shut down, only "local" is left`,
    );
  }
  const { project, warnings } = await loadProject(context.cwd);
  for (const warning of warnings) progress(context, `Warning: ${warning}`);
  const peers = await localPeers(fluenceDir(context));
  const desired = await desiredPeers(project, peers, names);
  if (desired.length === 0) {
    return {
      text: `${project.file} deploys nothing: add services under "deployments" or "hosts".`,
      json: { dryRun: flags.dryRun, peers: [] },
    };
  }
  const reports = await deploy(desired, {
    dryRun: flags.dryRun,
    onPeer: (report) => flags.json || tell(context, report),
  });
  return {
    text: summary(reports, flags.dryRun),
    json: { dryRun: flags.dryRun, peers: reports },
    exitCode: reports.some(({ error }) => error !== undefined) ? 1 : 0,
  };
}

function tell(context: CliContext, report: PeerReport): void {
  if (report.error !== undefined) progress(context, `${report.peer}: ${report.error}`);
}

function summary(reports: readonly PeerReport[], dryRun: boolean): string {
  const rows = reports.flatMap(({ peer, steps, error }) => [
    ...steps.map((step) => [
      peer,
      step.alias,
      (dryRun ? WOULD : DONE)[step.action],
      'serviceId' in step ? step.serviceId : '',
    ]),
    ...(error === undefined ? [] : [[peer, '', 'failed', error]]),
  ]);
  return table(['peer', 'service', dryRun ? 'would be' : 'result', dryRun ? '' : 'service id'], rows);
}

const DONE = {
  keep: 'kept',
  create: 'created',
  adopt: 'completed',
  update: 'updated',
  discard: 'removed a leftover',
  conflict: 'conflict',
} as const;
const WOULD = { ...DONE, conflict: 'refused: the alias is a spell' } as const;
