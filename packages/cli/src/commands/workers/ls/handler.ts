import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, type CommonFlags, printing, progress } from '../../../output/result.js';
import { table } from '../../../output/table.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import type { FluenceProject } from '../../../project/project.js';
import { type HostRecord, readWorkers } from '../../../project/workers-yaml.js';
import { dummyDealId } from '../../../workers/deal-id.js';
import { hostName, resolveHosts } from '../../../workers/hosts.js';
import { type ObservedWorker, WORKER_SPELL } from '../../../workers/plan.js';
import { lazySession, type SessionFlags, type Surroundings, surroundings } from '../../../workers/session.js';
import { splitNames } from '../names.js';

export interface WorkersLsFlags extends CommonFlags, SessionFlags {
  readonly input: boolean;
  readonly tracing: boolean;
  readonly particleId: boolean;
  readonly offAquaLogs: boolean;
}

interface Row {
  readonly worker: string;
  readonly hostId: string;
  readonly peer: string;
  readonly workerId?: string;
  /** State of the installation; `NOT_DEPLOYED` when there is no worker, `UNKNOWN` when the host does not tell. */
  readonly state: string;
  readonly services: readonly string[];
  readonly spells: readonly string[];
  readonly error?: string;
}

export const handler = printing(workersLs);

async function workersLs(
  context: CliContext,
  flags: WorkersLsFlags,
  ...written: string[]
): Promise<CommandResult> {
  const { project, warnings } = await loadProject(context.cwd);
  for (const warning of warnings) progress(context, `Warning: ${warning}`);
  const dir = fluenceDir(context);
  const around = await surroundings(dir, project, flags.env);
  const deployed = (await readWorkers(dir, around.env)).hosts[around.env] ?? {};
  const places = placesOf(project, deployed, around, splitNames(written));
  if (places.length === 0)
    return { text: `${project.file} has no "hosts", and none are deployed.`, json: [] };
  const session = await lazySession(context, dir, project, around, flags);
  try {
    const rows = await Promise.all(
      places.map(({ worker, hostId }): Promise<Row> => {
        const dealId = dummyDealId(worker, session.clientPeerId, project.rootDir, deployed[worker]);
        const base = { worker, hostId, peer: hostName(hostId, around), services: [], spells: [] };
        return session
          .target(hostId)
          .observe(dealId, [])
          .then(
            (observed) => ({ ...base, ...rowOf(observed) }),
            (error: unknown) => ({
              ...base,
              state: 'UNKNOWN',
              error: error instanceof Error ? error.message : String(error),
            }),
          );
      }),
    );
    return {
      text: shown(rows),
      json: rows,
      exitCode: rows.some(({ error }) => error !== undefined) ? 1 : 0,
    };
  } finally {
    await session.close();
  }
}

function rowOf({ workerId, services, state }: ObservedWorker): Omit<Row, 'worker' | 'hostId' | 'peer'> {
  const names = (isSpell: boolean) =>
    services
      .filter((service) => service.isSpell === isSpell && !service.aliases.includes(WORKER_SPELL))
      .map(({ aliases, id }) => aliases[0] ?? id);
  return {
    ...(workerId === undefined ? {} : { workerId }),
    state: workerId === undefined ? 'NOT_DEPLOYED' : (state ?? 'NOT_STARTED'),
    services: names(false),
    spells: names(true),
  };
}

/** Hosts of the project's entries, and those on which a former version of it left workers. */
function placesOf(
  project: FluenceProject,
  deployed: Readonly<Record<string, HostRecord>>,
  around: Surroundings,
  names: readonly string[],
): { worker: string; hostId: string }[] {
  const known = [...new Set([...Object.keys(project.hosts), ...Object.keys(deployed)])];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new CliError(
      'WORKER_UNKNOWN',
      `There is no worker ${unknown.join(', ')}; there are ${known.join(', ') || 'none'}`,
    );
  }
  return known
    .filter((name) => names.length === 0 || names.includes(name))
    .flatMap((worker) => {
      const wanted = resolveHosts(project.hosts[worker]?.peerIds ?? [], around);
      const recorded = (deployed[worker]?.installation_spells ?? []).map(({ host_id }) => host_id);
      return [...new Set([...wanted, ...recorded])].map((hostId) => ({ worker, hostId }));
    });
}

function shown(rows: readonly Row[]): string {
  const header = ['worker', 'host', 'state', 'services', 'spells', 'worker id'];
  const lines = rows.map(({ worker, peer, state, services, spells, workerId }) => [
    ...[worker, peer, state, services.join(', '), spells.join(', '), workerId ?? ''],
  ]);
  const failures = rows.flatMap(({ worker, peer, error }) =>
    error === undefined ? [] : [`${worker} on ${peer}: ${error}`],
  );
  return [table(header, lines), ...failures].join('\n');
}
