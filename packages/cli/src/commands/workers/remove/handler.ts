import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { table } from '../../../output/table.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import { type HostRecord, readWorkers, withHosts, writeWorkers } from '../../../project/workers-yaml.js';
import { refreshAqua } from '../../../workers/deploy-hosts.js';
import { deployedEntries } from '../../../workers/deployed.js';
import { hostName } from '../../../workers/hosts.js';
import { lazySession, type SessionFlags, surroundings } from '../../../workers/session.js';
import { splitNames } from '../names.js';

export interface WorkersRemoveFlags extends CommonFlags, SessionFlags {
  readonly input: boolean;
  readonly tracing: boolean;
  readonly particleId: boolean;
  readonly offAquaLogs: boolean;
}

interface Removal {
  readonly worker: string;
  readonly hostId: string;
  readonly peer: string;
  readonly workerId: string;
  readonly result: 'removed' | 'was gone' | 'failed';
  readonly error?: string;
}

export const handler = printing(workersRemove);

async function workersRemove(
  context: CliContext,
  flags: WorkersRemoveFlags,
  ...written: string[]
): Promise<CommandResult> {
  const { project } = await loadProject(context.cwd);
  const dir = fluenceDir(context);
  const around = await surroundings(dir, project, flags.env);
  const record = await readWorkers(dir, around.env);
  const deployed = record.hosts[around.env] ?? {};
  const entries = deployedEntries(deployed, splitNames(written), dir);
  if (entries.length === 0) return { text: 'No workers are deployed.', json: { removed: [] } };
  const session = await lazySession(context, dir, project, around, flags);
  try {
    const places = entries.flatMap(([worker, { installation_spells }]) =>
      installation_spells.map(({ host_id, worker_id }) => ({
        worker,
        hostId: host_id,
        peer: hostName(host_id, around),
        workerId: worker_id,
      })),
    );
    const removals = await Promise.all(
      places.map(async (place): Promise<Removal> => {
        const target = session.target(place.hostId);
        const outcome = await target.remove(place.workerId).then(() => 'removed' as const, outcomeOf);
        return typeof outcome === 'string' ? { ...place, result: outcome } : { ...place, ...outcome };
      }),
    );
    const left = withHosts(record, around.env, without(deployed, removals));
    await writeWorkers(dir, left);
    await refreshAqua(context, project, left, around.env, false);
    return {
      text: table(
        ['worker', 'host', 'result', 'worker id'],
        removals.map(({ worker, peer, result, error, workerId }) => [
          worker,
          peer,
          error === undefined ? result : `${result}: ${error}`,
          workerId,
        ]),
      ),
      json: { removed: removals },
      exitCode: removals.some(({ result }) => result === 'failed') ? 1 : 0,
    };
  } finally {
    await session.close();
  }
}

/** A worker that is not there any more is as removed as one can be. */
function outcomeOf(cause: unknown): 'was gone' | { result: 'failed'; error: string } {
  const error = cause instanceof Error ? cause.message : String(cause);
  return /Worker \S+ not found/.test(error) ? 'was gone' : { result: 'failed', error };
}

function without(
  deployed: Readonly<Record<string, HostRecord>>,
  removals: readonly Removal[],
): Record<string, HostRecord> {
  const gone = new Set(removals.flatMap(({ result, workerId }) => (result === 'failed' ? [] : [workerId])));
  const entries = Object.entries(deployed).map(([name, entry]) => {
    const installation_spells = entry.installation_spells.filter(({ worker_id }) => !gone.has(worker_id));
    return [name, { ...entry, installation_spells }] as const;
  });
  return Object.fromEntries(entries.filter(([, { installation_spells }]) => installation_spells.length > 0));
}
