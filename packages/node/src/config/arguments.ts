import { parseArgs } from 'node:util';
import { messageOf } from '@noctiluca/common/thrown';
import { NodeError } from '../errors.js';
import { type Layer, subtable } from './layers.js';
import { nearestName } from './nearest.js';

type Flag = readonly [name: string, letter: string | undefined, path: readonly string[], help: string];

/** The peer's flags with a value, upstream's names (spec/nox.md §7.3): flag, letter, path of the key it sets, help. */
export const FLAGS: readonly Flag[] = [
  ['tcp-port', 't', ['tcp_port'], 'TCP port'],
  ['ws-port', 'w', ['websocket_port'], 'WebSocket port'],
  ['http-port', 's', ['http_port'], 'HTTP port for health and metrics'],
  ['listen-ip', undefined, ['listen_ip'], 'address to listen on'],
  ['external-ip', 'x', ['external_address'], 'address other peers reach this one at'],
  ['external-maddrs', 'z', ['external_multiaddresses'], 'multiaddrs other peers reach this one at'],
  ['bootstraps', 'b', ['bootstrap_nodes'], 'multiaddrs of peers to join'],
  ['bootstrap-frequency', 'q', ['bootstrap_frequency'], 'look around at each n-th bootstrap connection'],
  ['keypair-value', 'k', ['root_key_pair', 'value'], 'root key, base64 or base58'],
  ['keypair-path', 'p', ['root_key_pair', 'path'], 'file that holds the root key'],
  ['keypair-format', 'f', ['root_key_pair', 'format'], 'kind of the root key: ed25519'],
  ['secret-key', 'y', ['root_key_pair', 'secret_key'], 'root secret key, base64'],
  ['management-peer-id', undefined, ['management_peer_id'], 'peer that may administer this one'],
  ['aqua-pool-size', undefined, ['aquavm_pool_size'], 'AquaVM threads'],
  ['base-dir', undefined, ['base_dir'], 'where state is kept'],
  ['enable-system-services', undefined, ['system_services', 'enable'], 'all, none or a list'],
  ['tracing-type', undefined, ['tracing', 'type'], 'disabled, stdout or otlp'],
  ['tracing-otlp-endpoint', undefined, ['tracing', 'endpoint'], 'OTLP collector, HTTP with JSON'],
  ['log-level', undefined, ['noctiluca', 'log_level'], 'trace, debug, info, warn, error, silent'],
];

/** Flags without a value. */
export const SWITCHES: readonly Flag[] = [
  ['local', 'l', ['local'], 'ignore bootstrap nodes'],
  ['allow-private-ips', 'a', ['allow_local_addresses'], 'use private addresses of other peers'],
  ['gen-keypair', 'g', ['root_key_pair', 'generate_on_absence'], 'make the root key when its file is absent'],
  ['dev-mode', undefined, ['dev_mode', 'enable'], 'let every module run executables'],
  ['no-banner', undefined, ['no_banner'], 'there is none'],
  ['print-config', undefined, ['print_config'], 'print the configuration, secrets masked, and end'],
];

/** Flags upstream still takes although they do nothing (spec/nox.md §7.3, §9.2 no. 49): flag, letter, what to do instead. */
export const DEAD_FLAGS: readonly (readonly [name: string, letter: string | undefined, instead: string])[] = [
  ['management-key', 'm', 'give --management-peer-id'],
  ['blueprint-dir', 'u', 'blueprints are kept in the store below --base-dir'],
  ['services-workdir', 'r', 'services work below --base-dir'],
  ['certificate-dir', 'd', 'this peer keeps no certificates'],
  ['wallet-key', undefined, 'give `wallet_key` of `chain_config`'],
];

/** What the command line of `noctiluca` says. */
export interface PeerArguments {
  readonly configFiles: readonly string[];
  readonly layer: Layer;
  readonly help: boolean;
  readonly version: boolean;
  readonly printConfigSchema: boolean;
  /** Sentences about flags that have no effect. */
  readonly warnings: readonly string[];
}

type OptionTable = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

/** A flag given several times is joined by commas, as lists are; of a single value the last one counts. */
const LISTS = new Set(['bootstraps', 'external-maddrs', 'enable-system-services']);

/** @throws NodeError `CONFIG_INVALID` for an unknown flag or a missing value */
export function parsePeerArguments(argv: readonly string[]): PeerArguments {
  const values = parseOrExplain(argv, optionTable());
  const layer: Layer = {};
  for (const [name, , path] of [...FLAGS, ...SWITCHES]) {
    const value = values[name];
    if (Array.isArray(value)) assign(layer, path, LISTS.has(name) ? value.join(',') : value.at(-1));
    else if (value !== undefined) assign(layer, path, value);
  }
  const dead = DEAD_FLAGS.filter(([name]) => values[name] !== undefined);
  return {
    configFiles: Array.isArray(values.config) ? values.config.map(String) : [],
    layer,
    help: values.help === true,
    version: values.version === true,
    printConfigSchema: values['print-config-schema'] === true,
    warnings: dead.map(([name, , instead]) => `Flag --${name} has no effect, upstream neither: ${instead}`),
  };
}

function optionTable(): OptionTable {
  const options: OptionTable = {
    config: { type: 'string', short: 'c', multiple: true },
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean' },
    'print-config-schema': { type: 'boolean' },
  };
  for (const [name, short] of [...FLAGS, ...DEAD_FLAGS]) {
    options[name] = { type: 'string', multiple: true, ...(short ? { short } : {}) };
  }
  for (const [name, short] of SWITCHES) options[name] = { type: 'boolean', ...(short ? { short } : {}) };
  return options;
}

function parseOrExplain(argv: readonly string[], options: OptionTable) {
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values;
  } catch (cause) {
    const reason = messageOf(cause);
    const unknown = /^Unknown option '--([^']+)'/.exec(reason)?.[1];
    const meant = unknown === undefined ? undefined : nearestName(unknown, Object.keys(options));
    // What Node.js says about positional arguments further on concerns its API, not who types the flag.
    const text = unknown === undefined ? reason : `Unknown flag --${unknown}`;
    const hint = meant === undefined ? '' : ` (did you mean --${meant}?)`;
    throw new NodeError('CONFIG_INVALID', `${text}${hint}. See noctiluca --help`, { cause });
  }
}

function assign(layer: Layer, path: readonly string[], value: unknown): void {
  const [head, ...rest] = path;
  if (rest.length === 0) layer[head!] = value;
  else assign(subtable(layer, head!), rest, value);
}

/** Text of `noctiluca --help`. */
export function peerHelp(): string {
  const rows = [...FLAGS, ...SWITCHES].map(([name, short, path, help]) => [
    `${short ? `-${short}, ` : '    '}--${name}`,
    `${help} (${path.join('.')})`,
  ]);
  const all = [
    ['-c, --config', 'TOML file; may be repeated'],
    ...rows,
    ['    --print-config-schema', 'print the JSON schema of configuration files'],
    ['    --version', 'print the version'],
    ['-h, --help', 'print this'],
  ] as [string, string][];
  const width = Math.max(...all.map(([flag]) => flag.length));
  return [
    'noctiluca: one Fluence peer',
    '',
    'Usage: noctiluca [--config FILE ...] [flags]',
    '',
    'Settings, later wins: ./Config.toml, files in FLUENCE_CONFIG, --config files, FLUENCE_<KEY> variables, flags.',
    '',
    ...all.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}`),
    '',
    'Example: noctiluca --tcp-port 7771 --ws-port 9991 --http-port 18080 --local --listen-ip 127.0.0.1',
    '',
  ].join('\n');
}
