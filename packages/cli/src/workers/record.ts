import { LOCAL_CHAIN_ID } from '../project/local-chain.js';
import type { DealRecord, HostRecord, SpellLocation } from '../project/workers-yaml.js';
import type { WorkerReport } from './report.js';

export interface RecordContext {
  readonly relayPeerId: string;
  /** ISO. */
  readonly timestamp: string;
}

/**
 * What workers.yaml says of an entry of `hosts:` after a deployment; the former record itself when nothing is new, undefined
 * when no worker is left. Hosts that were not reached keep their place: their workers are there still. A worker whose
 * installation failed before it had a worker spell has an empty id for that.
 */
export function hostRecordOf(
  former: HostRecord | undefined,
  reports: readonly WorkerReport[],
  { relayPeerId, timestamp }: RecordContext,
): HostRecord | undefined {
  const found = reports
    .filter((report) => !isRemoved(report))
    .flatMap(({ hostId, workerId, spellId = '' }): SpellLocation[] =>
      workerId === undefined ? [] : [{ host_id: hostId, spell_id: spellId, worker_id: workerId }],
    );
  const known = new Set([
    ...found.map(({ host_id }) => host_id),
    ...reports.filter(isRemoved).map(({ hostId }) => hostId),
  ]);
  const kept = (former?.installation_spells ?? []).filter(({ host_id }) => !known.has(host_id));
  const locations = [...found, ...kept];
  if (locations.length === 0) return reports.some(isRemoved) ? undefined : former;
  const record = {
    definition: definitionOf(reports) ?? former?.definition ?? '',
    installation_spells: locations,
    timestamp: former?.timestamp ?? timestamp,
    relayId: former?.relayId ?? relayPeerId,
    dummyDealId: reports[0]?.dealId ?? former?.dummyDealId ?? '',
  };
  if (former !== undefined && isSame(former, record)) return former;
  return { ...record, timestamp, relayId: relayPeerId };
}

/**
 * What workers.yaml says of an entry of `deployments:`, likewise: upstream's deal, without a chain. It stays when some peer
 * did not tell whether it has a worker.
 */
export function dealRecordOf(
  former: DealRecord | undefined,
  reports: readonly WorkerReport[],
  timestamp: string,
): DealRecord | undefined {
  const there = reports.filter((report) => report.workerId !== undefined && !isRemoved(report));
  const isSure = reports.every(({ error }) => error === undefined);
  if (there.length === 0) return reports.some(isRemoved) && isSure ? undefined : former;
  const definition = definitionOf(reports) ?? former?.definition ?? there[0]!.definition;
  if (definition === undefined) return former;
  const { dealId: dealIdOriginal } = there[0]!;
  if (former?.definition === definition && former.dealIdOriginal === dealIdOriginal) return former;
  return {
    definition,
    timestamp,
    dealIdOriginal,
    dealId: dealIdOriginal.replace(/^0x/, '').toLowerCase(),
    chainNetworkId: LOCAL_CHAIN_ID,
    matched: true,
  };
}

function definitionOf(reports: readonly WorkerReport[]): string | undefined {
  return reports.find(({ error, definition }) => error === undefined && definition)?.definition;
}

function isRemoved({ steps, error }: WorkerReport): boolean {
  return error === undefined && steps.some(({ action, kind }) => action === 'remove' && kind === 'worker');
}

function isSame(a: HostRecord, b: HostRecord): boolean {
  const key = ({ definition, dummyDealId, installation_spells }: HostRecord) => {
    const places = installation_spells.map(({ host_id, spell_id, worker_id }) => [
      host_id,
      spell_id,
      worker_id,
    ]);
    return JSON.stringify([definition, dummyDealId, places.sort()]);
  };
  return key(a) === key(b);
}
