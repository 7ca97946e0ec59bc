import { makeDeal } from '../chain/make-deal.js';
import { matchDeal } from '../chain/match-deal.js';
import type { DealRecord } from '../project/workers-yaml.js';
import { createdRecord, recordDeal, updatedRecord } from './deal-records.js';
import type { PlannedDeal } from './plan-deal.js';
import type { DealStage } from './stage.js';

/**
 * Takes the steps of a plan, one transaction after the other, and writes each to workers.yaml at once: who is interrupted goes
 * on where it ended.
 * @returns the deal as it is written then
 * @throws CliError `UPLOAD_FAILED`, `BAD_ARGUMENT`, `CHAIN_REFUSED`, `NO_CHAIN`
 */
export async function carryOut(stage: DealStage, planned: PlannedDeal): Promise<DealRecord> {
  const { actions, record } = planned;
  if (actions.length > 0) await upload(stage, planned);
  const made = actions.includes('create') ? await create(stage, planned) : record!;
  const current = actions.includes('update') ? await update(stage, planned, made) : made;
  return actions.includes('match') ? match(stage, planned, current) : current;
}

/** Also when it is not new: what peers are to fetch may be gone since. */
async function upload({ files, ipfs, say }: DealStage, { name, definition }: PlannedDeal): Promise<void> {
  await files.add(await ipfs(), definition.files);
  say(name, `uploaded its definition ${definition.cid}`);
}

async function create(stage: DealStage, { name, terms, definition }: PlannedDeal): Promise<DealRecord> {
  const { chain, token, say } = stage;
  const dealId = await makeDeal(chain, { ...terms, appCid: definition.cid }, token);
  const { chainId } = chain.endpoints;
  const record = createdRecord({ definition: definition.cid, atSec: definition.atSec, dealId, chainId });
  await written(stage, name, record);
  say(name, `deal created. Deal id: ${dealId}`);
  return record;
}

async function update(
  stage: DealStage,
  { name, definition, known }: PlannedDeal,
  record: DealRecord,
): Promise<DealRecord> {
  const { chain, say } = stage;
  const { kit } = chain;
  await chain.send(known!.address, kit.contracts.deal.setAppCID, kit.cidToChain(definition.cid));
  const next = updatedRecord(record, { definition: definition.cid, atSec: definition.atSec });
  await written(stage, name, next);
  say(name, `deal updated. Old worker definition: ${known!.appCid}`);
  return next;
}

async function match(stage: DealStage, { name }: PlannedDeal, record: DealRecord): Promise<DealRecord> {
  const { chain, say } = stage;
  const units = await matchDeal(chain, chain.kit.dealAddress(record.dealIdOriginal));
  const next = { ...record, matched: true };
  await written(stage, name, next);
  say(name, `${units.length} workers joined the deal ${record.dealIdOriginal}`);
  return next;
}

function written({ dir, around }: DealStage, name: string, record: DealRecord): Promise<void> {
  return recordDeal({ dir, env: around.env, name }, record);
}
