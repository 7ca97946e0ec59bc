import { type NameRule, nameRule } from '../project/name-rules.js';
import type { DealRecord, HostRecord, WorkersRecord } from '../project/workers-yaml.js';
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

const DEAL_FIELDS = new Set([...Object.keys(EMPTY_DEAL), 'matched']);

/**
 * `hosts.aqua`: where the workers of `hosts:` are (spec/fluence-cli.md §2.6).
 * @param names hosts of fluence.yaml, which `checkNames` has passed; those that are not deployed are `nil`
 * @param deployed a host that fluence.yaml doesn't name any more is there too, unless its name is or becomes one that is
 *   taken: the file has to compile while an old worker is still there
 */
export function hostsAqua(names: readonly string[], deployed: WorkersRecord['hosts'][string]): string {
  const records = Object.entries(deployed).map(([name, host]) => [name, hostValue(host)] as const);
  return aquaModule('Hosts', optionals('hosts', names, Object.fromEntries(records), EMPTY_HOST), [
    { name: 'Host', like: EMPTY_HOST },
    { name: 'SpellLocation', like: EMPTY_LOCATION },
  ]);
}

/** `deals.aqua`: deals of `deployments:`, likewise. A deal has a type of its own for its fields differ from case to case. */
export function dealsAqua(names: readonly string[], deployed: WorkersRecord['deals'][string]): string {
  const records = Object.entries(deployed).map(([name, deal]) => [name, dealValue(deal)] as const);
  return aquaModule('Deals', optionals('deployments', names, Object.fromEntries(records), EMPTY_DEAL), [
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

/** In the order of the file, as upstream does it here. */
function dealValue(deal: DealRecord): AquaRecord {
  const fields = Object.entries(deal).filter(([name, value]) => DEAL_FIELDS.has(name) && value !== undefined);
  return Object.fromEntries(fields) as AquaRecord;
}

function optionals(
  section: NameRule['section'],
  names: readonly string[],
  deployed: Readonly<Record<string, AquaRecord>>,
  like: AquaRecord,
): AquaRecord {
  const all = writable(section, [...new Set([...names, ...Object.keys(deployed)])]);
  return Object.fromEntries(
    all.map((name) => [name, new Optional(Object.hasOwn(deployed, name) ? deployed[name] : undefined, like)]),
  );
}

/** Names that Aqua takes; of those that become the same the first. */
function writable(section: NameRule['section'], names: readonly string[]): string[] {
  const { why, written } = nameRule(section);
  const seen = new Set<string>();
  return names.filter((name) => {
    const thing = written?.as(name) ?? name;
    if (why(name) !== undefined || seen.has(thing)) return false;
    seen.add(thing);
    return true;
  });
}
