/** A configuration layer before it is checked: nested plain objects. */
export type Layer = { [key: string]: unknown };

const ENV_PREFIX = 'FLUENCE_';
/** `FLUENCE_` names of upstream and ours that are no configuration keys. */
const NOT_CONFIG = new Set(['config', 'log_format', 'log_display_span_list', 'env', 'user_dir']);

/** Later layers win, key by key; tables are merged, everything else is replaced (spec/nox.md §7.1). */
export function mergeLayers(layers: readonly Layer[]): Layer {
  const merged: Layer = {};
  for (const layer of layers) mergeInto(merged, layer);
  return merged;
}

function mergeInto(target: Layer, source: Layer): void {
  for (const [key, value] of Object.entries(source)) {
    if (value === undefined || key === '__proto__') continue;
    const existing = target[key];
    if (isTable(existing) && isTable(value)) mergeInto(existing, value);
    else target[key] = isTable(value) ? mergeLayers([value]) : value;
  }
}

function isTable(value: unknown): value is Layer {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

const LOG_LEVELS = new Set(['trace', 'debug', 'info', 'warn', 'error']);

/**
 * The layer of `FLUENCE_<KEY>` variables, `__` between levels: `FLUENCE_KADEMLIA__QUERY_TIMEOUT=5s`. `RUST_LOG` gives
 * the log level when it is a bare level, below every other source of the environment.
 */
export function environmentLayer(env: Readonly<Record<string, string | undefined>>): Layer {
  const layer: Layer = {};
  const rustLog = env.RUST_LOG?.trim().toLowerCase();
  if (rustLog !== undefined && LOG_LEVELS.has(rustLog)) setPath(layer, ['noctiluca', 'log_level'], rustLog);
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || !name.startsWith(ENV_PREFIX)) continue;
    const path = name.slice(ENV_PREFIX.length).toLowerCase().split('__');
    if (NOT_CONFIG.has(path[0]!) || path[0]!.startsWith('env_')) continue;
    setPath(layer, path, value);
  }
  return layer;
}

/** What upstream's variables of June 2023 set (spec/nox.md §6.4); those of the decider's chain are told to have no effect. */
const FORMER_VARIABLES: Readonly<Record<string, readonly string[]>> = {
  FLUENCE_ENV_AQUA_IPFS_EXTERNAL_API_MULTIADDR: ['system_services', 'aqua_ipfs', 'external_api_multiaddr'],
  FLUENCE_ENV_AQUA_IPFS_LOCAL_API_MULTIADDR: ['system_services', 'aqua_ipfs', 'local_api_multiaddr'],
  FLUENCE_ENV_CONNECTOR_API_ENDPOINT: ['system_services', 'decider', 'network_api_endpoint'],
  FLUENCE_ENV_CONNECTOR_CONTRACT_ADDRESS: ['system_services', 'decider', 'contract_address_hex'],
  FLUENCE_ENV_CONNECTOR_FROM_BLOCK: ['system_services', 'decider', 'contract_block_hex'],
  FLUENCE_ENV_DECIDER_IPFS_MULTIADDR: ['system_services', 'decider', 'worker_ipfs_multiaddr'],
};
/** Adds the decider to the packages enabled, or takes it out. */
const JOIN_ALL_DEALS = 'FLUENCE_ENV_CONNECTOR_JOIN_ALL_DEALS';

/**
 * The layer of upstream's variables of June 2023: over the files, under `FLUENCE_<KEY>`.
 * @param files what the files say, for the list that one variable changes
 */
export function formerEnvironmentLayer(
  env: Readonly<Record<string, string | undefined>>,
  files: Layer,
): Layer {
  const layer: Layer = {};
  for (const [name, path] of Object.entries(FORMER_VARIABLES)) {
    const value = env[name];
    if (value !== undefined) setPath(layer, path, value);
  }
  const enable = isTable(files.system_services) ? files.system_services.enable : undefined;
  const joins = env[JOIN_ALL_DEALS];
  if (Array.isArray(enable) && (joins === 'true' || joins === 'false')) {
    const others = enable.filter((name) => name !== 'decider');
    subtable(layer, 'system_services').enable = joins === 'true' ? [...others, 'decider'] : others;
  }
  return layer;
}

/** Sentences about variables of upstream that are set and have no effect here (spec/nox.md §6.1, §7.3). */
export function environmentWarnings(env: Readonly<Record<string, string | undefined>>): string[] {
  const warnings: string[] = [];
  const rustLog = env.RUST_LOG?.trim().toLowerCase();
  if (rustLog && !LOG_LEVELS.has(rustLog)) {
    warnings.push('RUST_LOG is no bare level and has no effect here: give FLUENCE_NOCTILUCA__LOG_LEVEL');
  }
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) continue;
    if (name === 'FLUENCE_LOG_FORMAT' || name === 'FLUENCE_LOG_DISPLAY_SPAN_LIST') {
      warnings.push(`${name} has no effect here: the log is one JSON object a line`);
    } else if (/^FLUENCE_ENV_./.test(name) && !isFormer(name)) {
      warnings.push(`${name} has no effect, nor has it in upstream: its form is FLUENCE_<KEY>__<KEY>`);
    }
  }
  return warnings;
}

function isFormer(name: string): boolean {
  return name === JOIN_ALL_DEALS || Object.hasOwn(FORMER_VARIABLES, name);
}

function setPath(layer: Layer, path: readonly string[], value: string): void {
  let table = layer;
  for (const key of path.slice(0, -1)) {
    table = subtable(table, key);
  }
  table[path.at(-1)!] = value;
}

/** The table under a key, made when there is none. */
export function subtable(layer: Layer, key: string): Layer {
  const existing = layer[key];
  if (isTable(existing)) return existing;
  const made: Layer = {};
  layer[key] = made;
  return made;
}
