import { localPeers } from '../../client/relay.js';
import type { CliContext } from '../../context.js';
import type { PeerReport } from '../../deploy/deploy.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import { table } from '../../output/table.js';
import { resolveEnv } from '../../project/env.js';
import { fluenceDir } from '../../project/fluence-dir.js';
import { loadProject } from '../../project/fluence-yaml.js';
import type { FluenceProject } from '../../project/project.js';
import type { NamedReport } from '../../workers/deploy-hosts.js';
import { reportJson, showReports } from '../../workers/show-reports.js';
import type { DeployFlags } from './options.js';

export const handler = printing(run);

async function run(context: CliContext, flags: DeployFlags, ...names: string[]): Promise<CommandResult> {
  await resolveEnv(fluenceDir(context), flags.env);
  const { project, warnings } = await loadProject(context.cwd);
  for (const warning of warnings) progress(context, `Warning: ${warning}`);
  const { deployments, hosts } = chosen(project, names);
  if (deployments.length + hosts.length === 0) {
    return {
      text: `${project.file} deploys nothing: add services or spells under "hosts", or services under "deployments".`,
      json: { dryRun: flags.dryRun, peers: [], workers: [] },
    };
  }
  const [peers, workers] = await bothToTheEnd(
    deployments.length === 0 ? [] : deployDeployments(context, flags, project, deployments),
    hosts.length === 0 ? [] : deployEntries(context, flags, project, hosts),
  );
  const tables = [
    ...(peers.length === 0 ? [] : [summary(peers, flags.dryRun)]),
    ...(workers.length === 0 ? [] : [showReports(workers, flags.dryRun)]),
  ];
  return {
    text: tables.join('\n\n'),
    json: { dryRun: flags.dryRun, peers, workers: workers.map(reportJson) },
    exitCode: [...peers, ...workers].some(({ error }) => error !== undefined) ? 1 : 0,
  };
}

/** @throws CliError `BAD_ARGUMENT` */
function chosen(project: FluenceProject, names: readonly string[]) {
  const known = { deployments: Object.keys(project.deployments), hosts: Object.keys(project.hosts) };
  const all = [...known.deployments, ...known.hosts];
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new CliError(
      'BAD_ARGUMENT',
      `${project.file} has no deployment or host ${unknown.join(', ')}; it has ${all.join(', ') || 'none'}`,
    );
  }
  const isChosen = (name: string) => names.length === 0 || names.includes(name);
  return { deployments: known.deployments.filter(isChosen), hosts: known.hosts.filter(isChosen) };
}

async function deployDeployments(
  context: CliContext,
  flags: DeployFlags,
  project: FluenceProject,
  names: readonly string[],
): Promise<PeerReport[]> {
  const peers = await localPeers(fluenceDir(context));
  const [{ deploy }, { desiredPeers }] = await Promise.all([
    import('../../deploy/deploy.js'),
    import('../../deploy/desired.js'),
  ]);
  const desired = await desiredPeers(project, peers, names);
  return deploy(desired, {
    dryRun: flags.dryRun,
    onPeer: (report) => flags.json || tell(context, report),
  });
}

async function deployEntries(
  context: CliContext,
  flags: DeployFlags,
  project: FluenceProject,
  names: readonly string[],
): Promise<NamedReport[]> {
  const { deployHosts } = await import('../../workers/deploy-hosts.js');
  return deployHosts(context, project, names, { ...flags, offAquaLogs: flags.offAquaLogs || flags.json });
}

/** A failure waits for the other's end, so that nothing goes on behind an error message. */
async function bothToTheEnd<A, B>(a: A | Promise<A>, b: B | Promise<B>): Promise<[A, B]> {
  const [first, second] = await Promise.allSettled([a, b]);
  if (first.status === 'rejected') throw first.reason;
  if (second.status === 'rejected') throw second.reason;
  return [first.value, second.value];
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
