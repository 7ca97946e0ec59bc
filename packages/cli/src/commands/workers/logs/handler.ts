import { messageOf } from '@noctiluca/common/thrown';
import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { formatLogs } from '../../../workers/format-logs.js';
import { knownSites } from '../../../workers/known-sites.js';
import type { SessionFlags } from '../../../workers/session.js';
import { workerIdOf } from '../../../workers/survey.js';
import type { SpellLog } from '../../../workers/target/target.js';
import { type WorkersStage, withWorkers } from '../../../workers/with-targets.js';
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

/** Whose log; `name` is the entry of fluence.yaml, empty for a worker named by its id. */
interface Place {
  readonly name: string;
  readonly hostId: string;
  /** Empty when the host did not say whether it has one; `error` says why. */
  readonly workerId: string;
  readonly spellId: string;
  readonly error?: string;
}

interface PlaceLogs extends Place {
  readonly logs: readonly SpellLog[];
}

export const handler = printing(workersLogs);

async function workersLogs(
  context: CliContext,
  flags: WorkersLogsFlags,
  ...written: string[]
): Promise<CommandResult> {
  const meant = idsOf(flags);
  return withWorkers(context, flags, async (stage) => {
    const places = meant ?? (await deployedPlaces(stage, splitNames(written), flags));
    if (places.length === 0) return { text: 'No workers are deployed.', json: [] };
    const read = await Promise.all(places.map((place) => readLogs(stage, place)));
    return {
      text: read.map(shown).join('\n\n'),
      json: read,
      exitCode: read.some(({ error }) => error !== undefined) ? 1 : 0,
    };
  });
}

async function readLogs({ targetOf }: WorkersStage, place: Place): Promise<PlaceLogs> {
  if (place.error !== undefined) return { ...place, logs: [] };
  try {
    return { ...place, logs: await targetOf(place.hostId).logs(place.workerId, place.spellId) };
  } catch (error) {
    return { ...place, logs: [], error: messageOf(error) };
  }
}

/** The worker that the flags name. @throws CliError `BAD_ARGUMENT` for half of a name */
function idsOf({ workerId, hostId, spellId }: WorkersLogsFlags): Place[] | undefined {
  if (workerId === undefined && hostId === undefined) return undefined;
  if (workerId !== undefined && hostId !== undefined) return [{ name: '', hostId, workerId, spellId }];
  throw new CliError('BAD_ARGUMENT', '--worker-id and --host-id go together: give both');
}

async function deployedPlaces(
  stage: WorkersStage,
  names: readonly string[],
  { spellId }: WorkersLogsFlags,
): Promise<Place[]> {
  const sites = await knownSites(stage, names);
  return sites.flatMap(({ worker: name, target: { hostId }, view, error }) => {
    if (view === undefined) return [{ name, hostId, workerId: '', spellId, error: messageOf(error) }];
    const workerId = workerIdOf(view);
    return workerId === undefined ? [] : [{ name, hostId, workerId, spellId }];
  });
}

/** Header and lines as upstream prints them. */
function shown({ name, hostId, workerId, spellId, logs, error }: PlaceLogs): string {
  const header = `${name === '' ? '' : `${name} `}(host_id: ${hostId}, worker_id: ${workerId}, spell_id: ${spellId}):`;
  return error === undefined ? [header, '', ...formatLogs(logs)].join('\n') : `${header} ${error}`;
}
