import type { SpellLog } from './target.js';

/** Where the installation of a worker stands. */
export interface Installation {
  /** Id of the last change made; empty before the first. */
  readonly applied: string;
  /** State of the last status; undefined before the first. */
  readonly state: string | undefined;
  /** Its message: why it failed. */
  readonly message: string;
  readonly logs: readonly SpellLog[];
  /** What no script handled, a line each, by particle. */
  readonly errors: ReadonlyMap<string, string>;
}

/** What a host tells of it. */
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
export function parseStatus(json: string | undefined): { state: string; message: string } | undefined {
  const status = parsedJson(json) as { state?: unknown; message?: unknown } | undefined;
  if (typeof status?.state !== 'string') return undefined;
  return { state: status.state, message: typeof status.message === 'string' ? status.message : '' };
}

export function parsedJson(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
