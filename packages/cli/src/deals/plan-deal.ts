import type { DealRecord } from '../project/workers-yaml.js';
import type { WorkerEntry } from '../workers/entries.js';
import type { WantedWorker } from '../workers/wanted-worker.js';
import { type DatedDefinition, definitionNow } from './dated-definition.js';
import { dealTerms, type OwnTerms } from './deal-terms.js';
import { type KnownDeal, knownDeal } from './known-deal.js';
import type { DealStage } from './stage.js';
import { termNotes } from './term-notes.js';

/** What is to be done about a deal; `match` comes after `create` always. */
export type DealAction = 'create' | 'update' | 'match';

/** What a deployment wants, what the chain has of it, and what is between the two. */
export interface PlannedDeal {
  readonly name: string;
  readonly wanted: WantedWorker;
  readonly terms: OwnTerms;
  readonly definition: DatedDefinition;
  /** As workers.yaml has it. */
  readonly record: DealRecord | undefined;
  /** Nothing: there is none that goes on. */
  readonly known: KnownDeal | undefined;
  readonly actions: readonly DealAction[];
  readonly notes: readonly string[];
}

export interface WantedDeal {
  readonly entry: WorkerEntry;
  readonly wanted: WantedWorker;
  readonly record: DealRecord | undefined;
}

/** Pure but for what it reads of the chain. @throws CliError `BAD_ARGUMENT`, `PROJECT_INVALID`, `CHAIN_REFUSED`, `NO_CHAIN` */
export async function planDeal(
  { chain, token, around }: DealStage,
  { entry, wanted, record }: WantedDeal,
  nowMs: number,
): Promise<PlannedDeal> {
  const found = record && (await knownDeal(chain, record.dealIdOriginal));
  const known = found?.status === 'ENDED' ? undefined : found;
  const available = around.peers.length || entry.deployment!.targetWorkers;
  const terms = dealTerms(entry.deployment!, token, available);
  const there = known && record && { appCid: known.appCid, timestamp: record.timestamp };
  const definition = definitionNow(wanted, there, nowMs);
  return {
    ...{ name: entry.name, wanted, terms, definition, record, known },
    actions: actionsFor(known, definition.cid),
    notes: [
      ...formerNotes(record, found),
      ...(known === undefined ? [] : [...termNotes(known, terms, token), ...fewerNotes(known)]),
    ],
  };
}

/** The market puts workers into no others: `statusProblem` says of those what they want. */
const MATCHED: readonly string[] = ['ACTIVE', 'NOT_ENOUGH_WORKERS'];

function actionsFor(known: KnownDeal | undefined, definition: string): DealAction[] {
  if (known === undefined) return ['create', 'match'];
  return [
    ...(known.appCid === definition ? [] : (['update'] as const)),
    ...(isWanting(known) ? (['match'] as const) : []),
  ];
}

const isWanting = ({ status, units, targetWorkers, free }: KnownDeal): boolean =>
  MATCHED.includes(status) && units < targetWorkers && free > 0;

function formerNotes(record: DealRecord | undefined, found: KnownDeal | undefined): string[] {
  if (record === undefined) return [];
  if (found === undefined)
    return [`The chain has no deal ${record.dealIdOriginal}: another one takes its place`];
  if (found.status !== 'ENDED') return [];
  return [
    `The deal ${record.dealIdOriginal} has ended, another one takes its place; "fluence deal withdraw" has what is left in it by --deal-ids`,
  ];
}

function fewerNotes({ units, targetWorkers, free }: KnownDeal): string[] {
  if (units + free >= targetWorkers) return [];
  return [
    `${units + free} of ${targetWorkers} workers: no other peer has a free unit, an active commitment and a price that fits`,
  ];
}
