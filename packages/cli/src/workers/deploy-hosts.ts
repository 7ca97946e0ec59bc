import { existsSync } from 'node:fs';
import path from 'node:path';
import { compileProject, formatDiagnostic, projectJobs } from '../aqua/index.js';
import type { CliContext } from '../context.js';
import { progress } from '../output/result.js';
import { fluenceDir } from '../project/fluence-dir.js';
import type { FluenceProject } from '../project/project.js';
import { readWorkers, type WorkersRecord, withHosts, writeWorkers } from '../project/workers-yaml.js';
import { writeWorkersAqua } from '../project-aqua/write-workers-aqua.js';
import { projectCompiler } from '../spells/project-compiler.js';
import { dummyDealId } from './deal-id.js';
import { deployWorkers, type WorkerPlacement, type WorkerReport } from './deploy-workers.js';
import { type DesiredWorker, desiredWorkers } from './desired.js';
import { messageText } from './format-logs.js';
import { hostName, resolveHosts } from './hosts.js';
import { recordOf } from './record.js';
import {
  type LazySession,
  lazySession,
  type SessionFlags,
  type Surroundings,
  surroundings,
} from './session.js';
import type { Uploader } from './upload.js';

export interface DeployHostsFlags extends SessionFlags {
  readonly dryRun: boolean;
  readonly import?: readonly string[];
  /** Seconds an installation may take. */
  readonly timeout: number;
  readonly offAquaLogs: boolean;
}

/** A report with the host's name among the peers. */
export interface NamedReport extends WorkerReport {
  readonly peer: string;
}

/**
 * Deploys entries of `hosts:` and records where they are, in `.fluence/workers.yaml` and `.fluence/aqua`.
 * @param names entries of `hosts:`
 * @throws CliError what a reader of the project, a connection or a host says
 */
export async function deployHosts(
  context: CliContext,
  project: FluenceProject,
  names: readonly string[],
  flags: DeployHostsFlags,
): Promise<NamedReport[]> {
  const dir = fluenceDir(context);
  const around = await surroundings(dir, project, flags.env);
  const hosts = new Map(names.map((name) => [name, resolveHosts(project.hosts[name]!.peerIds, around)]));
  const compiler = projectCompiler(context.cwd, project, flags.import);
  const session = await lazySession(context, dir, project, around, flags);
  try {
    const desired = await desiredWorkers(project, names, compiler);
    compiler.cache.flush();
    const record = await readWorkers(dir, around.env);
    const placements = placementsOf(project, desired, hosts, record, around, session);
    const reports = await deployAll(context, placements, session, around, flags);
    if (!flags.dryRun) await writeRecords(context, project, placements, reports, record, around, session);
    return reports.map((report) => ({ ...report, peer: hostName(report.hostId, around) }));
  } finally {
    await session.close();
  }
}

export function placementsOf(
  project: FluenceProject,
  desired: readonly DesiredWorker[],
  hosts: ReadonlyMap<string, readonly string[]>,
  record: WorkersRecord,
  { env }: Surroundings,
  { clientPeerId }: LazySession,
): WorkerPlacement[] {
  return desired.map((worker) => ({
    desired: worker,
    hosts: hosts.get(worker.name)!,
    dealId: dummyDealId(worker.name, clientPeerId, project.rootDir, record.hosts[env]?.[worker.name]),
  }));
}

function deployAll(
  context: CliContext,
  placements: readonly WorkerPlacement[],
  session: LazySession,
  around: Surroundings,
  flags: DeployHostsFlags,
): Promise<WorkerReport[]> {
  const say = (worker: string, hostId: string, text: string) => {
    if (!flags.offAquaLogs) progress(context, `${worker} on ${hostName(hostId, around)}: ${text}`);
  };
  let uploader: Uploader | undefined;
  return deployWorkers(
    placements,
    {
      dryRun: flags.dryRun,
      timeoutMs: flags.timeout * 1000,
      onLog: (worker, hostId, { message }) => say(worker, hostId, messageText(message)),
    },
    {
      target: (hostId) => session.target(hostId),
      async uploader() {
        const [{ client }, { createUploader }] = await Promise.all([session.open(), import('./upload.js')]);
        uploader ??= createUploader(client, (line) => flags.offAquaLogs || progress(context, line));
        return uploader;
      },
    },
  );
}

async function writeRecords(
  context: CliContext,
  project: FluenceProject,
  placements: readonly WorkerPlacement[],
  reports: readonly WorkerReport[],
  record: WorkersRecord,
  { env }: Surroundings,
  { relayPeerId }: LazySession,
): Promise<void> {
  const dir = fluenceDir(context);
  const former = record.hosts[env] ?? {};
  const timestamp = new Date().toISOString();
  const entries = placements.flatMap(({ desired: { name }, dealId }) => {
    const own = reports.filter(({ worker }) => worker === name);
    const entry = recordOf(former[name], own, { dealId, relayPeerId, timestamp });
    return entry === undefined ? [] : [[name, entry] as const];
  });
  const hosts = { ...former, ...Object.fromEntries(entries) };
  const isNew = entries.some(([name, entry]) => entry !== former[name]);
  const updated = isNew ? withHosts(record, env, hosts) : record;
  if (isNew) await writeWorkers(dir, updated);
  const isChanged = reports.some(({ steps }) => steps.some(({ action }) => action !== 'keep'));
  await refreshAqua(context, project, updated, env, isChanged);
}

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
  return writeServicesAqua(dir, project, (problem) => progress(context, `Warning: ${problem}`));
}

async function recompile(context: CliContext, project: FluenceProject): Promise<void> {
  const { folders, cache } = projectCompiler(context.cwd, project);
  const { diagnostics } = await compileProject({ jobs: projectJobs(project), folders, cache });
  for (const each of diagnostics.filter(({ severity }) => severity === 'error'))
    progress(context, formatDiagnostic(each, context.cwd));
}
