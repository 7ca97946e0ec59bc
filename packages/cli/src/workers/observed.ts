import { CliError } from '../errors.js';
import { type RecordedClocks, readClocks } from './definition.js';
import { CLOCKS_KEY, type ObservedEntry, type ObservedWorker } from './plan.js';
import type { Installation, SpellLog } from './target.js';

/** What a host tells of a worker, whichever way it was asked. */
export interface WorkerAnswer {
  readonly workerId: string;
  readonly active: boolean;
  readonly services: readonly (Omit<ObservedEntry, 'isSpell'> & { readonly type: string })[];
  readonly values: ReadonlyMap<string, string>;
  /** JSON texts, oldest first. */
  readonly statuses: readonly string[];
}

export const NO_WORKER: ObservedWorker = { services: [], values: new Map(), clocks: {} };

/** Deactivation is nothing a deployment may undo: somebody meant it. */
const INACTIVE = 'is deactivated: activate it (worker.activate, with the key of the host or its management)';

/** @throws CliError `DEPLOY_FAILED` for a worker that is deactivated */
export function observedWorker(hostId: string, answer: WorkerAnswer): ObservedWorker {
  const { workerId, values } = answer;
  if (!answer.active) throw new CliError('DEPLOY_FAILED', `Worker ${workerId} on ${hostId} ${INACTIVE}`);
  const last = parseStatus(answer.statuses.at(-1));
  return {
    workerId,
    services: answer.services.map(({ type, ...entry }) => ({ ...entry, isSpell: type === 'spell' })),
    values,
    clocks: parseClocks(values.get(CLOCKS_KEY)),
    ...(last === undefined ? {} : { state: last.state }),
  };
}

/** What a host tells of an installation, whichever way it was asked. */
export interface InstallationAnswer {
  readonly applied: string;
  /** JSON texts, oldest first. */
  readonly statuses: readonly string[];
  readonly logs: readonly SpellLog[];
  readonly errors: readonly {
    readonly particle_id: string;
    readonly errors: readonly {
      readonly last_error: { readonly message: string; readonly instruction: string };
    }[];
  }[];
}

export function installation({ applied, statuses, logs, errors }: InstallationAnswer): Installation {
  const last = parseStatus(statuses.at(-1));
  const lines = errors.map(({ particle_id, errors: list }) => {
    const texts = list.map(({ last_error: { message, instruction } }) => `${message} (${instruction})`);
    return [particle_id, texts.join('; ')] as const;
  });
  return { applied, logs, state: last?.state, message: last?.message ?? '', errors: new Map(lines) };
}

/** A status as the worker spell writes it; undefined for what is none. */
function parseStatus(json: string | undefined): { state: string; message: string } | undefined {
  const status = parsed(json) as { state?: unknown; message?: unknown } | undefined;
  if (typeof status?.state !== 'string') return undefined;
  return { state: status.state, message: typeof status.message === 'string' ? status.message : '' };
}

/** The spell keeps the JSON text of what it was given, and that was a JSON text. */
function parseClocks(json: string | undefined): RecordedClocks {
  const text = parsed(json);
  return readClocks(typeof text === 'string' ? parsed(text) : undefined);
}

function parsed(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
