import type { PeerHost, PeerScope, ServiceRecord } from '@noctiluca/host';
import type { Spells, SpellView } from '@noctiluca/spells';
import { MAX_WORKER_KEYS } from '../constants.js';

/** Alias of the spell that installs what a worker runs (spec/fluence-cli.md §3). */
const WORKER_SPELL = 'worker-spell';
/** Its list of states. */
const STATUS_KEY = '__installation_spell_status__';

/** A worker as `/api/workers/:worker` shows it: what any particle can ask for too. */
export interface WorkerFacts {
  readonly workerId: string;
  readonly active: boolean;
  readonly services: readonly {
    readonly id: string;
    readonly type: string;
    readonly blueprintId: string;
    readonly aliases: readonly string[];
    /** Empty for what is no spell. */
    readonly scriptCid: string;
  }[];
  /** Strings that the worker spell has stored under the keys of the request. */
  readonly values: Readonly<Record<string, string>>;
  /** What the worker spell said of its installations, oldest first; JSON texts. */
  readonly statuses: readonly string[];
  /** Log and errors of the spell that the request names; undefined without one. */
  readonly spell?: Pick<SpellView, 'spellId'> & {
    readonly logs: ReturnType<SpellView['logs']>;
    readonly errors: ReturnType<SpellView['errors']>;
  };
}

export interface WorkerQuery {
  /** Deal in any form (with or without `0x`, any case), or peer id of the worker. */
  readonly worker: string;
  /** Keys of the worker spell. */
  readonly keys: readonly string[];
  /** Id or alias of a spell whose log is wanted. */
  readonly spell?: string;
}

export interface WorkerFactsComponents {
  readonly host: Pick<PeerHost, 'workers' | 'services'>;
  readonly spells: Pick<Spells, 'get'>;
}

/** @returns undefined when there is no such worker */
export function workerFacts(
  query: WorkerQuery,
  { host, spells }: WorkerFactsComponents,
): WorkerFacts | undefined {
  const worker = host.workers.get(query.worker) ?? host.workers.ofDeal(query.worker);
  if (worker === undefined) return undefined;
  const { workerId, active } = worker;
  const scope: PeerScope = { kind: 'worker', workerId };
  const installer = spells.get(scope, WORKER_SPELL);
  const values = query.keys.slice(0, MAX_WORKER_KEYS).flatMap((key) => {
    const value = installer?.value(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  const asked = query.spell === undefined ? undefined : spells.get(scope, query.spell);
  const shown = ({ serviceId, serviceType, blueprintId, aliases }: ServiceRecord) => ({
    id: serviceId,
    type: serviceType,
    blueprintId,
    aliases,
    scriptCid: serviceType === 'spell' ? (spells.get(scope, serviceId)?.scriptCid ?? '') : '',
  });
  return {
    workerId,
    active,
    services: host.services.list(scope).map(shown),
    values: Object.fromEntries(values),
    statuses: installer?.list(STATUS_KEY) ?? [],
    ...(asked === undefined
      ? {}
      : { spell: { spellId: asked.spellId, logs: asked.logs(), errors: asked.errors() } }),
  };
}
