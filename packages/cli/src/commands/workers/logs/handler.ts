import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import { readWorkers } from '../../../project/workers-yaml.js';
import { deployedEntries } from '../../../workers/deployed.js';
import { formatLogs } from '../../../workers/format-logs.js';
import { lazySession, type SessionFlags, surroundings } from '../../../workers/session.js';
import type { SpellLog } from '../../../workers/target.js';
import { splitNames } from '../names.js';

export interface WorkersLogsFlags extends CommonFlags, SessionFlags {
  readonly input: boolean;
  readonly tracing: boolean;
  readonly particleId: boolean;
  readonly offAquaLogs: boolean;
  readonly workerId?: string;
  readonly hostId?: string;
  readonly spellId: string;
}

/** Whose log; `name` is the entry of `hosts:`, empty for a worker named by its id. */
interface Place {
  readonly name: string;
  readonly hostId: string;
  readonly workerId: string;
  readonly spellId: string;
}

interface PlaceLogs extends Place {
  readonly logs: readonly SpellLog[];
  readonly error?: string;
}

export const handler = printing(workersLogs);

async function workersLogs(
  context: CliContext,
  flags: WorkersLogsFlags,
  ...written: string[]
): Promise<CommandResult> {
  const { project } = await loadProject(context.cwd);
  const dir = fluenceDir(context);
  const around = await surroundings(dir, project, flags.env);
  const places =
    idsOf(flags) ??
    recorded((await readWorkers(dir, around.env)).hosts[around.env] ?? {}, written, dir, flags);
  if (places.length === 0) return { text: 'No workers are deployed.', json: [] };
  const session = await lazySession(context, dir, project, around, flags);
  try {
    const read = await Promise.all(
      places.map(async (place): Promise<PlaceLogs> => {
        const target = session.target(place.hostId);
        return target.logs(place.workerId, place.spellId).then(
          (logs) => ({ ...place, logs }),
          (error: unknown) => ({
            ...place,
            logs: [],
            error: error instanceof Error ? error.message : String(error),
          }),
        );
      }),
    );
    return {
      text: read.map(shown).join('\n\n'),
      json: read,
      exitCode: read.some(({ error }) => error !== undefined) ? 1 : 0,
    };
  } finally {
    await session.close();
  }
}

/** The worker that the flags name. @throws CliError `BAD_ARGUMENT` for half of a name */
function idsOf({ workerId, hostId, spellId }: WorkersLogsFlags): Place[] | undefined {
  if (workerId === undefined && hostId === undefined) return undefined;
  if (workerId !== undefined && hostId !== undefined) return [{ name: '', hostId, workerId, spellId }];
  throw new CliError('BAD_ARGUMENT', '--worker-id and --host-id go together: give both');
}

function recorded(
  hosts: Parameters<typeof deployedEntries>[0],
  written: readonly string[],
  dir: string,
  { spellId }: WorkersLogsFlags,
): Place[] {
  return deployedEntries(hosts, splitNames(written), dir).flatMap(([name, { installation_spells }]) =>
    installation_spells.map(({ host_id, worker_id }) => ({
      name,
      hostId: host_id,
      workerId: worker_id,
      spellId,
    })),
  );
}

/** Header and lines as upstream prints them. */
function shown({ name, hostId, workerId, spellId, logs, error }: PlaceLogs): string {
  const header = `${name === '' ? '' : `${name} `}(host_id: ${hostId}, worker_id: ${workerId}, spell_id: ${spellId}):`;
  return error === undefined ? [header, '', ...formatLogs(logs)].join('\n') : `${header} ${error}`;
}
