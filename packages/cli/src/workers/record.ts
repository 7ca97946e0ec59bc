import type { HostRecord, SpellLocation } from '../project/workers-yaml.js';
import type { WorkerReport } from './deploy-workers.js';

export interface RecordContext {
  readonly dealId: string;
  readonly relayPeerId: string;
  /** ISO. */
  readonly timestamp: string;
}

/**
 * What workers.yaml says of an entry after a deployment; the former record itself when nothing is new.
 * Hosts that were not reached, or that the entry does not name any more, keep their place: their workers are there still.
 */
export function recordOf(
  former: HostRecord | undefined,
  reports: readonly WorkerReport[],
  { dealId, relayPeerId, timestamp }: RecordContext,
): HostRecord | undefined {
  const found = reports.flatMap(({ hostId, workerId, spellId }): SpellLocation[] =>
    workerId === undefined || spellId === undefined
      ? []
      : [{ host_id: hostId, spell_id: spellId, worker_id: workerId }],
  );
  const fresh = new Set(found.map(({ host_id }) => host_id));
  const kept = (former?.installation_spells ?? []).filter(({ host_id }) => !fresh.has(host_id));
  const locations = [...found, ...kept];
  if (locations.length === 0) return former;
  const definition = reports.find(({ error, definition }) => error === undefined && definition)?.definition;
  const record = {
    definition: definition ?? former?.definition ?? '',
    installation_spells: locations,
    timestamp: former?.timestamp ?? timestamp,
    relayId: former?.relayId ?? relayPeerId,
    dummyDealId: dealId,
  };
  if (former !== undefined && isSame(former, record)) return former;
  return { ...record, timestamp, relayId: relayPeerId };
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
