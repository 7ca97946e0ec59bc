import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import type { KeyPair } from '@noctiluca/particle';
import { withoutContainers } from './docker-hosts.js';
import { type OnWarning, parseKeyText, readKeyFile, readOrCreateKeyFile } from './keys.js';
import type { NodeConfig, NodeDirectories } from './node-config.js';
import type { ParsedConfig } from './schema.js';

/** What `resolveConfig` may be told besides the settings. */
export interface ResolveOptions {
  /** Base of relative paths. @default the working directory */
  readonly cwd?: string;
  readonly name?: string;
  /** Used instead of what the settings say about the root key. */
  readonly keyPair?: KeyPair;
  /** Takes sentences for the log. @default nobody is told */
  readonly onWarning?: OnWarning;
}

/**
 * Makes settings complete: keys loaded or made, paths absolute, addresses composed. Reads and writes key files only, and
 * looks for the executable of IPFS.
 * @throws NodeError `KEY_UNREADABLE`, `KEY_INVALID`
 */
export async function resolveConfig(
  written: ParsedConfig,
  options: ResolveOptions = {},
): Promise<NodeConfig> {
  const { cwd = process.cwd(), onWarning = () => {} } = options;
  const settings = written.noctiluca.docker_hosts ? withoutContainers(written) : written;
  const directories = resolveDirectories(settings, cwd);
  const keyAt = (name: 'root_key_pair' | 'builtins_key_pair', file: string) =>
    loadKey(settings[name], { name, file: path.join(directories.persistent, file), cwd, onWarning });
  const keyPair = options.keyPair ?? (await keyAt('root_key_pair', 'secret_key.ed25519'));
  const builtinsKeyPair = await keyAt('builtins_key_pair', 'builtins_secret_key.ed25519');
  const managementPeerId =
    settings.management_peer_id ??
    (await readOrCreateKeyFile(path.join(directories.persistent, 'management.key'), onWarning)).peerId;
  const { listen_ip: ip, tcp_port: tcp, websocket_port: ws } = settings;
  const family = ip.includes(':') ? 'ip6' : 'ip4';
  return {
    name: options.name ?? keyPair.peerId.slice(-6),
    keyPair,
    builtinsKeyPair,
    managementPeerId,
    directories,
    listenAddresses: [`/${family}/${ip}/tcp/${tcp}`, `/${family}/${ip}/tcp/${ws}/ws`],
    announceAddresses: [...externalAddresses(settings), ...settings.external_multiaddresses],
    http: { ip, port: settings.http_port },
    networkId:
      typeof settings.network === 'string' ? settings.network : settings.network.custom.toLowerCase(),
    bootstrapNodes: settings.local ? [] : settings.bootstrap_nodes,
    ipfsBinary: await findExecutable(path.resolve(cwd, settings.system_services.aqua_ipfs.ipfs_binary_path)),
    settings,
  };
}

function resolveDirectories(settings: ParsedConfig, cwd: string): NodeDirectories {
  const base = path.resolve(cwd, settings.base_dir);
  const persistent = path.resolve(cwd, settings.persistent_base_dir ?? path.join(base, 'persistent'));
  const ephemeral = path.resolve(cwd, settings.ephemeral_base_dir ?? path.join(base, 'ephemeral'));
  const services = path.resolve(cwd, settings.services_persistent_dir ?? path.join(persistent, 'services'));
  const temporary = path.resolve(cwd, settings.services_ephemeral_dir ?? path.join(ephemeral, 'services'));
  const avm = path.resolve(cwd, settings.avm_base_dir ?? path.join(ephemeral, 'avm'));
  return {
    base,
    persistent,
    ephemeral,
    store: path.join(persistent, 'store'),
    modules: path.join(services, 'modules'),
    services: path.join(services, 'workdir'),
    servicesEphemeral: path.join(temporary, 'workdir'),
    vault: path.join(avm, 'particles', 'vault'),
  };
}

/** A section without `path` means the default file; without a section that file is made when it is absent. */
async function loadKey(
  key: ParsedConfig['root_key_pair'],
  { name, file, cwd, onWarning }: { name: string; file: string; cwd: string; onWarning: OnWarning },
): Promise<KeyPair> {
  if (key === undefined) return readOrCreateKeyFile(file, onWarning);
  if (key.secret_key !== undefined) return parseKeyText(key.secret_key, `${name}.secret_key`);
  if (key.value !== undefined) return parseKeyText(key.value, `${name}.value`);
  const from = key.path === undefined ? file : path.resolve(cwd, key.path);
  return key.generate_on_absence ? readOrCreateKeyFile(from, onWarning) : readKeyFile(from, onWarning);
}

async function findExecutable(file: string): Promise<NodeConfig['ipfsBinary']> {
  try {
    await access(file, constants.X_OK);
    return { path: file, isThere: true };
  } catch {
    return { path: file, isThere: false };
  }
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
