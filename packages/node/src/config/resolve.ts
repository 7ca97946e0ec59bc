import path from 'node:path';
import type { KeyPair } from '@noctiluca/particle';
import { parseKeyText, readKeyFile, readOrCreateKeyFile } from './keys.js';
import type { NodeConfig, NodeDirectories } from './node-config.js';
import type { ParsedConfig } from './schema.js';

/** What `resolveConfig` may be told besides the settings. */
export interface ResolveOptions {
  /** Base of relative paths. @default the working directory */
  readonly cwd?: string;
  readonly name?: string;
  /** Used instead of what the settings say about the root key. */
  readonly keyPair?: KeyPair;
}

/**
 * Makes settings complete: keys loaded or made, paths absolute, addresses composed. Reads and writes key files only.
 * @throws NodeError `KEY_UNREADABLE`, `KEY_INVALID`
 */
export async function resolveConfig(
  settings: ParsedConfig,
  options: ResolveOptions = {},
): Promise<NodeConfig> {
  const directories = resolveDirectories(settings, options.cwd ?? process.cwd());
  const keyPair = options.keyPair ?? (await rootKey(settings, directories));
  const managementPeerId =
    settings.management_peer_id ??
    (await readOrCreateKeyFile(path.join(directories.persistent, 'management.key'))).peerId;
  const { listen_ip: ip, tcp_port: tcp, websocket_port: ws } = settings;
  const family = ip.includes(':') ? 'ip6' : 'ip4';
  return {
    name: options.name ?? keyPair.peerId.slice(-6),
    keyPair,
    managementPeerId,
    directories,
    listenAddresses: [`/${family}/${ip}/tcp/${tcp}`, `/${family}/${ip}/tcp/${ws}/ws`],
    announceAddresses: [...externalAddresses(settings), ...settings.external_multiaddresses],
    http: { ip, port: settings.http_port },
    networkId:
      typeof settings.network === 'string' ? settings.network : settings.network.custom.toLowerCase(),
    bootstrapNodes: settings.local ? [] : settings.bootstrap_nodes,
    settings,
  };
}

function resolveDirectories(settings: ParsedConfig, cwd: string): NodeDirectories {
  const base = path.resolve(cwd, settings.base_dir);
  const persistent = path.resolve(cwd, settings.persistent_base_dir ?? path.join(base, 'persistent'));
  const ephemeral = path.resolve(cwd, settings.ephemeral_base_dir ?? path.join(base, 'ephemeral'));
  const modules = path.join(persistent, 'services', 'modules');
  return { base, persistent, ephemeral, store: path.join(persistent, 'store'), modules };
}

async function rootKey(settings: ParsedConfig, directories: NodeDirectories): Promise<KeyPair> {
  const key = settings.root_key_pair;
  const defaultFile = path.join(directories.persistent, 'secret_key.ed25519');
  if (key === undefined) return readOrCreateKeyFile(defaultFile);
  if (key.secret_key !== undefined) return parseKeyText(key.secret_key, 'root_key_pair.secret_key');
  if (key.value !== undefined) return parseKeyText(key.value, 'root_key_pair.value');
  const file = path.resolve(directories.base, key.path ?? defaultFile);
  return key.generate_on_absence ? readOrCreateKeyFile(file) : readKeyFile(file);
}

function externalAddresses(settings: ParsedConfig): string[] {
  const address = settings.external_address;
  if (address === undefined) return [];
  const host = /^[\d.]+$/.test(address)
    ? `/ip4/${address}`
    : address.includes(':')
      ? `/ip6/${address}`
      : `/dns4/${address}`;
  return [`${host}/tcp/${settings.tcp_port}`, `${host}/tcp/${settings.websocket_port}/ws`];
}
