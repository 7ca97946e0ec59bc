import { parseArgs } from 'node:util';
import { NodeError } from '../errors.js';
import { type Layer, subtable } from './layers.js';

/** The peer's own flags, upstream's names (spec/nox.md §7.3): flag, letter, path of the key it sets, help. */
const FLAGS = [
  ['tcp-port', 't', ['tcp_port'], 'TCP port'],
  ['ws-port', 'w', ['websocket_port'], 'WebSocket port'],
  ['http-port', 's', ['http_port'], 'HTTP port for health and metrics'],
  ['external-ip', 'x', ['external_address'], 'address other peers reach this one at'],
  ['external-maddrs', 'z', ['external_multiaddresses'], 'multiaddrs other peers reach this one at'],
  ['bootstraps', 'b', ['bootstrap_nodes'], 'multiaddrs of peers to join'],
  ['keypair-value', 'k', ['root_key_pair', 'value'], 'root key, base64 or base58'],
  ['keypair-path', 'p', ['root_key_pair', 'path'], 'file that holds the root key'],
  ['secret-key', 'y', ['root_key_pair', 'secret_key'], 'root secret key, base64'],
  ['aqua-pool-size', undefined, ['aquavm_pool_size'], 'AquaVM threads'],
  ['base-dir', undefined, ['base_dir'], 'where state is kept'],
  ['management-peer-id', undefined, ['management_peer_id'], 'peer that may administer this one'],
  ['listen-ip', undefined, ['listen_ip'], 'address to listen on'],
  ['log-level', undefined, ['noctiluca', 'log_level'], 'trace, debug, info, warn, error, silent'],
] as const;

const SWITCHES = [
  ['local', 'l', ['local'], 'ignore bootstrap nodes'],
  ['allow-private-ips', 'a', ['allow_local_addresses'], 'use private addresses of other peers'],
  ['gen-keypair', 'g', ['root_key_pair', 'generate_on_absence'], 'make the root key when its file is absent'],
] as const;

/** What the command line of `noctiluca` says. */
export interface PeerArguments {
  readonly configFiles: readonly string[];
  readonly layer: Layer;
  readonly help: boolean;
  readonly version: boolean;
}

/** @throws NodeError `CONFIG_INVALID` for an unknown flag or a missing value */
export function parsePeerArguments(argv: readonly string[]): PeerArguments {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string; multiple?: boolean }> = {
    config: { type: 'string', short: 'c', multiple: true },
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean' },
  };
  for (const [name, short] of FLAGS) options[name] = { type: 'string', ...(short ? { short } : {}) };
  for (const [name, short] of SWITCHES) options[name] = { type: 'boolean', short };

  const values = parseOrExplain(argv, options);
  const layer: Layer = {};
  for (const [name, , path] of [...FLAGS, ...SWITCHES]) {
    const value = values[name];
    if (value !== undefined) assign(layer, path, value);
  }
  const configFiles = Array.isArray(values.config) ? values.config.map(String) : [];
  return { configFiles, layer, help: values.help === true, version: values.version === true };
}

function parseOrExplain(
  argv: readonly string[],
  options: NonNullable<Parameters<typeof parseArgs>[0]>['options'],
) {
  try {
    return parseArgs({ args: [...argv], options: options ?? {}, strict: true }).values;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new NodeError('CONFIG_INVALID', `${reason}. See noctiluca --help`, { cause });
  }
}

function assign(layer: Layer, path: readonly string[], value: unknown): void {
  const [head, ...rest] = path;
  if (rest.length === 0) layer[head!] = value;
  else assign(subtable(layer, head!), rest, value);
}

/** Text of `noctiluca --help`. */
export function peerHelp(): string {
  const rows = [...FLAGS, ...SWITCHES].map(([name, short, path, help]) => {
    const flag = `${short ? `-${short}, ` : '    '}--${name}`;
    return `  ${flag.padEnd(28)}${help} (${path.join('.')})`;
  });
  return [
    'noctiluca: one Fluence peer',
    '',
    'Usage: noctiluca [--config FILE ...] [flags]',
    '',
    'Settings, later wins: ./Config.toml, files in FLUENCE_CONFIG, --config files, FLUENCE_<KEY> variables, flags.',
    '',
    '  -c, --config                TOML file; may be repeated',
    ...rows,
    '      --version               print the version',
    '  -h, --help                  print this',
    '',
    'Example: noctiluca --tcp-port 7771 --ws-port 9991 --http-port 18080 --local --listen-ip 127.0.0.1',
    '',
  ].join('\n');
}
