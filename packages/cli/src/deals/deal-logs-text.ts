import { formatLogs } from '../workers/format-logs.js';
import type { DealLogs, WorkerLogs } from './deal-logs.js';

/** Upstream's. */
const INDENT = 2;

/** Lines as upstream's `deal logs` has them. */
export const dealLogsText = (deals: readonly DealLogs[]): string => deals.flatMap(partsOf).join('\n\n');

function partsOf({ name, dealId, workers, error }: DealLogs): string[] {
  if (error !== undefined) return [`${header(name, { deal_id: dealId })}${error}`];
  return workers.map((worker) => workerText(name, worker));
}

function workerText(name: string, { hostId, workerId, spellId, logs, error }: WorkerLogs): string {
  const head = header(name, { host_id: hostId, worker_id: workerId, spell_id: spellId });
  return error === undefined ? `${head}\n\n${formatLogs(logs, INDENT).join('\n')}` : `${head}${error}`;
}

const header = (name: string, facts: Readonly<Record<string, string | null>>): string =>
  `${name} (${Object.entries(facts)
    .map(([key, value]) => `${key}: ${value ?? 'unknown'}`)
    .join(', ')}): `;
