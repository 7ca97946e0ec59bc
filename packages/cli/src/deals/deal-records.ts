import { existsSync } from 'node:fs';
import { editYaml } from '../project/edit-yaml.js';
import { exclusively } from '../project/exclusively.js';
import { LOCAL_CHAIN_ID } from '../project/local-chain.js';
import {
  type DealRecord,
  readWorkers,
  withDeals,
  workersFile,
  writeWorkers,
} from '../project/workers-yaml.js';
import type { YamlText } from '../yaml-edit/yaml-text.js';

/** Whose deal, and where it is written. */
export interface RecordPlace {
  readonly dir: string;
  readonly env: string;
  readonly name: string;
}

/** Writes it beside the others, or takes it away; in a file of today's version all else stays as it is. @throws CliError `PROJECT_INVALID` */
export async function recordDeal(place: RecordPlace, deal: DealRecord | undefined): Promise<void> {
  const file = workersFile(place.dir);
  await exclusively(file, async () => {
    if (!existsSync(file)) await writeWorkers(place.dir, { deals: {}, hosts: {} });
    let isEdited = false;
    await editYaml(file, (text) => {
      isEdited = text.get('version') === 1;
      if (isEdited) edit(text, place, deal);
    });
    if (!isEdited) await rewrite(place, deal);
  });
}

function edit(text: YamlText, { env, name }: RecordPlace, deal: DealRecord | undefined): void {
  const path = ['deals', env, name];
  const former = text.get(...path);
  if (deal === undefined) text.remove(path);
  else if (former instanceof Map) patch(text, path, { former, deal });
  else text.set(path, deal);
}

interface Change {
  readonly former: ReadonlyMap<unknown, unknown>;
  readonly deal: DealRecord;
}

function patch(text: YamlText, path: readonly string[], { former, deal }: Change): void {
  for (const key of former.keys()) if (deal[String(key)] === undefined) text.remove([...path, String(key)]);
  for (const [key, value] of Object.entries(deal))
    if (former.get(key) !== value) text.set([...path, key], value);
}

/** A file of version 0 becomes one of today's. */
async function rewrite({ dir, env, name }: RecordPlace, deal: DealRecord | undefined): Promise<void> {
  const record = await readWorkers(dir, env);
  const { [name]: _former, ...others } = record.deals[env] ?? {};
  await writeWorkers(dir, withDeals(record, env, deal === undefined ? others : { ...others, [name]: deal }));
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

/** In the places of the fields before, and without whether it is matched, as upstream. */
export function updatedRecord(
  { matched: _isMatched, ...former }: DealRecord,
  { definition, atSec }: Pick<NewRecord, 'definition' | 'atSec'>,
): DealRecord {
  return { ...former, definition, timestamp: isoOf(atSec) } as DealRecord;
}

/** The moment that clocks count from: with it the next deployment knows whether they are still the same. */
const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();
