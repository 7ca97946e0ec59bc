import type { HostRecord, WorkersRecord } from '../project/workers-yaml.js';
import { type AquaRecord, aquaModule, Optional } from './aqua-value.js';

const EMPTY_LOCATION = { host_id: '', spell_id: '', worker_id: '' };
const EMPTY_HOST = {
  definition: '',
  installation_spells: [EMPTY_LOCATION],
  relayId: '',
  timestamp: '',
  dummyDealId: '',
};
const EMPTY_DEAL = {
  dealId: '',
  chainNetwork: '',
  chainNetworkId: 0,
  dealIdOriginal: '',
  definition: '',
  timestamp: '',
};

/**
 * `hosts.aqua`: where the workers of `hosts:` are (spec/fluence-cli.md §2.6).
 * @param names hosts of fluence.yaml; those that are not deployed are `nil`
 */
export function hostsAqua(names: readonly string[], deployed: WorkersRecord['hosts'][string]): string {
  const records = Object.entries(deployed).map(([name, host]) => [name, hostValue(host)] as const);
  return aquaModule('Hosts', optionals(names, Object.fromEntries(records), EMPTY_HOST), [
    { name: 'Host', like: EMPTY_HOST },
    { name: 'SpellLocation', like: EMPTY_LOCATION },
  ]);
}

/** `deals.aqua`: deals of `deployments:`. @param names deployments of fluence.yaml */
export function dealsAqua(names: readonly string[], deployed: WorkersRecord['deals'][string]): string {
  return aquaModule('Deals', optionals(names, deployed as Record<string, AquaRecord>, EMPTY_DEAL), [
    { name: 'Deal', like: EMPTY_DEAL },
  ]);
}

/** Field by field in upstream's order, whatever the order in the file. */
function hostValue({
  definition,
  installation_spells,
  relayId,
  timestamp,
  dummyDealId,
}: HostRecord): AquaRecord {
  const locations = installation_spells.map(({ host_id, spell_id, worker_id }) => ({
    host_id,
    spell_id,
    worker_id,
  }));
  return { definition, installation_spells: locations, timestamp, relayId, dummyDealId };
}

function optionals(
  names: readonly string[],
  deployed: Readonly<Record<string, AquaRecord>>,
  like: AquaRecord,
): AquaRecord {
  const all = [...new Set([...names, ...Object.keys(deployed)])];
  return Object.fromEntries(all.map((name) => [name, new Optional(deployed[name], like)]));
}
