import { messageOf } from '@noctiluca/common/thrown';
import type { DealRecord } from '../project/workers-yaml.js';
import { recordDeal } from './deal-records.js';
import { type KnownDeal, knownDeal } from './known-deal.js';
import type { DealReport } from './report.js';
import type { DealStage } from './stage.js';

export interface StrayInit {
  /** Of workers.yaml, by name. */
  readonly records: Readonly<Record<string, DealRecord>>;
  readonly dryRun: boolean;
  /** Whether they are stopped; they are only told otherwise. */
  readonly prune: boolean;
}

/** Deals of the chain whose deployments fluence.yaml does not have any more. @throws CliError `CHAIN_REFUSED`, `NO_CHAIN` */
export async function strayDeals(
  stage: DealStage,
  { records, dryRun, prune }: StrayInit,
): Promise<DealReport[]> {
  const { project, chain } = stage;
  const gone = Object.entries(records).filter(([name]) => !Object.hasOwn(project.deployments, name));
  const reports: DealReport[] = [];
  for (const [name, { dealIdOriginal: dealId }] of gone) {
    const known = await knownDeal(chain, dealId);
    if (known === undefined) {
      // Of a network that had no chain: `formerWorkers` has its workers.
      if (prune && !dryRun) await recordDeal({ dir: stage.dir, env: stage.around.env, name }, undefined);
      continue;
    }
    const base = { name, dealId, workers: [], notes: [] };
    if (!prune) reports.push({ ...base, actions: ['leave'] });
    else reports.push(await stopped(stage, known, { ...base, actions: ['stop'] }, dryRun));
  }
  return reports;
}

async function stopped(
  { chain, dir, around, say }: DealStage,
  { address, status }: KnownDeal,
  report: DealReport,
  dryRun: boolean,
): Promise<DealReport> {
  if (dryRun) return report;
  try {
    if (status !== 'ENDED') await chain.send(address, chain.kit.contracts.deal.stop, undefined);
    await recordDeal({ dir, env: around.env, name: report.name }, undefined);
    say(report.name, `stopped the deal ${report.dealId}`);
    return report;
  } catch (error) {
    return { ...report, error: messageOf(error) };
  }
}
