import type { ClientPeer } from '@noctiluca/client';
import { messageOf } from '@noctiluca/common/thrown';
import type { ChosenDeal } from '../chain/deals.js';
import { namedLogs, workersOfDeal } from '../generated/workers/workers.js';
import type { SpellLog } from '../workers/target/target.js';

/** What the spell of one worker logged. */
export interface WorkerLogs {
  readonly hostId: string;
  /** Nothing before it is registered. */
  readonly workerId: string | null;
  /** Nothing when the worker did not tell. */
  readonly spellId: string | null;
  readonly logs: readonly SpellLog[];
  readonly error?: string;
}

/** Of the workers of one deal. */
export interface DealLogs {
  readonly name: string;
  readonly dealId: string;
  readonly workers: readonly WorkerLogs[];
  readonly error?: string;
}

export interface LogsAsked {
  /** Name of a spell. */
  readonly spell: string;
  /** Of each particle. */
  readonly ttlMs: number;
}

type Deal = Pick<ChosenDeal, 'name' | 'id'>;

/** By the workers that the client's peer knows for it, each by itself. What goes wrong is in the answer. */
export async function dealLogs(client: ClientPeer, { name, id }: Deal, asked: LogsAsked): Promise<DealLogs> {
  const found = await resolved(client, id, asked);
  if (typeof found === 'string') return { name, dealId: id, workers: [], error: found };
  const workers = found.map((worker) => workerLogs(client, worker, asked));
  return { name, dealId: id, workers: await Promise.all(workers) };
}

interface Found {
  readonly host_id: string;
  readonly worker_id: string | null;
}

/** Workers, or why there are none: with upstream's first words. */
async function resolved(
  client: ClientPeer,
  id: string,
  { ttlMs }: LogsAsked,
): Promise<readonly Found[] | string> {
  const reason = (text: string) => `Failed to resolve subnet: ${text}`;
  try {
    const { success, error, workers } = await workersOfDeal(client, id, { ttl: ttlMs });
    return success ? workers : reason(error ?? 'Unknown error when resolving subnet');
  } catch (error) {
    return reason(messageOf(error));
  }
}

async function workerLogs(
  client: ClientPeer,
  { host_id: hostId, worker_id: workerId }: Found,
  { spell, ttlMs }: LogsAsked,
): Promise<WorkerLogs> {
  const none = { hostId, workerId, spellId: null, logs: [] };
  if (workerId === null) return { ...none, error: 'Worker is not installed yet' };
  const reason = (text: string) => `Failed to get logs: ${text}`;
  try {
    const answer = await namedLogs(client, hostId, workerId, spell, { ttl: ttlMs });
    if (!answer.success) return { ...none, error: reason(answer.error) };
    return { ...none, spellId: answer.spell_id, logs: answer.logs };
  } catch (error) {
    return { ...none, error: reason(messageOf(error)) };
  }
}
