import { exclusively } from '../project/exclusively.js';
import { LOCAL_CHAIN_ID } from '../project/local-chain.js';
import {
  type DealRecord,
  readWorkers,
  withDeals,
  workersFile,
  writeWorkers,
} from '../project/workers-yaml.js';

/** Whose deal, and where it is written. */
export interface RecordPlace {
  readonly dir: string;
  readonly env: string;
  readonly name: string;
}

/** Writes it beside the others, or takes it away; the file is read anew before. @throws CliError `PROJECT_INVALID` */
export async function recordDeal(
  { dir, env, name }: RecordPlace,
  deal: DealRecord | undefined,
): Promise<void> {
  await exclusively(workersFile(dir), async () => {
    const record = await readWorkers(dir, env);
    const { [name]: _former, ...others } = record.deals[env] ?? {};
    const all = deal === undefined ? others : { ...record.deals[env], [name]: deal };
    await writeWorkers(dir, withDeals(record, env, all));
  });
}

export interface NewRecord {
  readonly definition: string;
  readonly atSec: number;
  /** As the factory says it, with its mixed case. */
  readonly dealId: string;
  readonly chainId?: number;
}

/** Fields in upstream's order, which is that in `deals.aqua`. */
export function createdRecord({
  definition,
  atSec,
  dealId,
  chainId = LOCAL_CHAIN_ID,
}: NewRecord): DealRecord {
  return {
    definition,
    timestamp: isoOf(atSec),
    dealIdOriginal: dealId,
    dealId: dealId.slice(2).toLowerCase(),
    chainNetworkId: chainId,
    matched: false,
  };
}

/** Upstream writes an updated deal in another order, and not whether it is matched. */
export function updatedRecord(
  { dealIdOriginal, dealId, chainNetworkId }: DealRecord,
  { definition, atSec }: Pick<NewRecord, 'definition' | 'atSec'>,
): DealRecord {
  return { timestamp: isoOf(atSec), definition, chainNetworkId, dealIdOriginal, dealId };
}

/** The moment that clocks count from: with it the next deployment knows whether they are still the same. */
const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();
