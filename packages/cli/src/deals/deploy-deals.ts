import { messageOf } from '@noctiluca/common/thrown';
import { dealInfo } from '../chain/deal-info.js';
import { countText, step } from '../output/step.js';
import { type DealRecord, readWorkers } from '../project/workers-yaml.js';
import type { WorkerEntry } from '../workers/entries.js';
import type { WorkerReport } from '../workers/report.js';
import type { WantedWorker } from '../workers/wanted-worker.js';
import { awaitWorkers } from './await-workers.js';
import { carryOut } from './carry-out.js';
import { type PlannedDeal, planDeal } from './plan-deal.js';
import type { DealReport } from './report.js';
import type { DealStage } from './stage.js';

export interface DealsWanted {
  readonly entries: readonly WorkerEntry[];
  /** What each of them wants, in the same order. */
  readonly wanted: readonly WantedWorker[];
  /** What workers.yaml says, by name. */
  readonly records: Readonly<Record<string, DealRecord>>;
  readonly dryRun: boolean;
}

/**
 * Brings deployments about as deals: each by itself, so that what fails leaves the others alone. Transactions of one account go
 * one after the other; what peers do then goes on side by side.
 * @throws CliError of `beforeChange`, and of what fluence.yaml says that cannot be
 */
export async function deployDeals(
  stage: DealStage,
  { entries, wanted, records, dryRun }: DealsWanted,
): Promise<DealReport[]> {
  const nowMs = Date.now();
  const plans = await Promise.all(
    entries.map((entry, at) => {
      const record = Object.hasOwn(records, entry.name) ? records[entry.name] : undefined;
      return planDeal(stage, { entry, wanted: wanted[at]!, record }, nowMs);
    }),
  );
  if (plans.some(({ actions }) => actions.length > 0)) await stage.beforeChange();
  if (dryRun) return plans.map((planned) => plannedReport(planned));
  const waiting: Promise<DealReport>[] = [];
  for (const planned of plans) {
    const work = () => carryOut(stage, planned);
    const made = await step(stage.context, `Deal of ${planned.name}`, work).catch(
      (error: unknown) => error as Error,
    );
    waiting.push(made instanceof Error ? failed(stage, planned, made) : settled(stage, planned, made));
  }
  return Promise.all(waiting);
}

function plannedReport({ name, record, known, actions, definition, notes }: PlannedDeal): DealReport {
  return {
    ...{ name, actions, definition: definition.cid, workers: [], notes },
    ...(known === undefined ? {} : { dealId: record!.dealIdOriginal }),
  };
}

/** What was made before stays, and is written. */
async function failed({ dir, around }: DealStage, planned: PlannedDeal, error: Error): Promise<DealReport> {
  const record = (await readWorkers(dir, around.env)).deals[around.env]?.[planned.name];
  const dealId = record?.definition === planned.definition.cid ? record.dealIdOriginal : undefined;
  return { ...plannedReport(planned), ...(dealId && { dealId }), error: messageOf(error) };
}

async function settled(stage: DealStage, planned: PlannedDeal, record: DealRecord): Promise<DealReport> {
  const { name, wanted, definition, actions } = planned;
  const dealId = record.dealIdOriginal;
  const report = { ...plannedReport(planned), dealId };
  const { chain, token, say } = stage;
  try {
    const isNew = actions.length > 0;
    // Peers take the workers of such a deal away.
    const isPoor = planned.known?.status === 'INSUFFICIENT_FUNDS';
    const waiting = () => awaitWorkers(stage, { name, dealId, wanted, definition, isNew });
    const outcome = (all: readonly WorkerReport[]) => countText(all.length, 'worker');
    const workers = isPoor ? [] : await step(stage.context, `Workers of ${name}`, waiting, { outcome });
    const address = chain.kit.dealAddress(dealId);
    const info = await dealInfo(chain, { name, id: dealId, address }, token);
    say(name, isNew ? `deal is ${info.status}` : `nothing changed: the deal ${dealId} is ${info.status}`);
    // Who lacks workers hears of each of them.
    const problem = workers.some(({ error: reason }) => reason !== undefined)
      ? undefined
      : statusProblem(info.status);
    return { ...report, workers, info, ...(problem === undefined ? {} : { error: problem }) };
  } catch (error) {
    return { ...report, error: messageOf(error) };
  }
}

const STATUS_PROBLEMS: Readonly<Record<string, string>> = {
  INSUFFICIENT_FUNDS:
    'it has no money left, peers take its workers away: "fluence deal deposit" puts some in',
  NOT_ENOUGH_WORKERS:
    'it has fewer workers than its minWorkers: "fluence deal workers-add" looks for more peers',
};

function statusProblem(status: string): string | undefined {
  const problem = STATUS_PROBLEMS[status];
  return problem && `The deal is ${status}: ${problem}`;
}
