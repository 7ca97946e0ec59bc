import { type NameRule, nameRule } from '../project/name-rules.js';
import type { DealRecord, HostRecord, WorkersRecord } from '../project/workers-yaml.js';
import { type AquaRecord, aquaModule, Optional, oldAquaModule } from './aqua-value.js';

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
  return aquaModule('Hosts', optionals('hosts', names, mapValues(deployed, hostValue), EMPTY_HOST), [
    { name: 'Host', like: EMPTY_HOST },
    { name: 'SpellLocation', like: EMPTY_LOCATION },
  ]);
}

/** `deals.aqua`: deals of `deployments:`, likewise. A deal has a type of its own for its fields differ from case to case. */
export function dealsAqua(names: readonly string[], deployed: WorkersRecord['deals'][string]): string {
  return aquaModule('Deals', optionals('deployments', names, mapValues(deployed, dealValue), EMPTY_DEAL), [
    { name: 'Deal', like: EMPTY_DEAL },
  ]);
}

/**
 * `workers.aqua`: both, as CLI 0.4 to 0.8.2 wrote it for its projects (spec/fluence-cli.md §1.1).
 * @param names workers of fluence.yaml: each is asked for among deals and among hosts
 * @param isPlain whether fields are no optionals, as in the first of these versions: then only what is deployed is there
 */
export function workersAqua(
  names: readonly string[],
  deals: WorkersRecord['deals'][string],
  hosts: WorkersRecord['hosts'][string],
  isPlain: boolean,
): string {
  const dealValues = mapValues(deals, dealValue);
  const hostValues = mapValues(hosts, hostValue);
  const sections = isPlain
    ? { deals: only('deployments', dealValues), hosts: only('hosts', hostValues) }
    : {
        deals: optionals('deployments', names, dealValues, EMPTY_DEAL),
        hosts: optionals('hosts', names, hostValues, EMPTY_HOST),
      };
  const filled = Object.entries(sections).filter(([, section]) => Object.keys(section).length > 0);
  return oldAquaModule('Workers', 'getWorkersInfo', Object.fromEntries(filled));
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

function mapValues<T>(
  entries: Readonly<Record<string, T>>,
  value: (entry: T) => AquaRecord,
): Record<string, AquaRecord> {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, value(entry)]));
}

function only(section: NameRule['section'], deployed: Readonly<Record<string, AquaRecord>>): AquaRecord {
  return Object.fromEntries(writable(section, Object.keys(deployed)).map((name) => [name, deployed[name]!]));
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
