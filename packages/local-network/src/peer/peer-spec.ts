import {
  checkConfig,
  createLogger,
  createNode,
  type Node,
  type NodeOptions,
  resolveConfig,
} from '@noctiluca/node';
import { parseKey } from '@noctiluca/particle';
import type { LocalPeer } from '../state/local-state.js';

/** Everything that makes one peer of a local network; plain data, so that it can cross to a child process. */
export interface PeerSpec {
  readonly name: string;
  /** Base64 of the 32-byte seed. */
  readonly seed: string;
  /** 0 takes a free port. */
  readonly ports: { readonly tcp: number; readonly ws: number; readonly http: number };
  readonly bootstrapNodes: readonly string[];
  /** Absolute; holds `persistent/` and `ephemeral/`. */
  readonly directory: string;
  readonly logFile: string;
  readonly managementPeerId: string;
  readonly managementKeyFile: string;
  /** Files beside which `@noctiluca/chain` may be installed. @default none */
  readonly chainPlaces?: readonly string[];
  /** More settings, in the names of the peer's configuration file. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Composes the peer of a spec; nothing runs before its `start`. */
export async function createPeer(
  spec: PeerSpec,
  options: Pick<NodeOptions, 'replace' | 'subnets'> = {},
): Promise<Node> {
  const { settings } = checkConfig({
    listen_ip: '127.0.0.1',
    tcp_port: spec.ports.tcp,
    websocket_port: spec.ports.ws,
    http_port: spec.ports.http,
    bootstrap_nodes: spec.bootstrapNodes,
    allow_local_addresses: true,
    management_peer_id: spec.managementPeerId,
    base_dir: spec.directory,
    ...spec.settings,
    noctiluca: localSettings(spec.settings.noctiluca),
  });
  const config = await resolveConfig(settings, { name: spec.name, keyPair: parseKey(spec.seed) });
  const log = createLogger({ level: settings.noctiluca.log_level, name: spec.name, file: spec.logFile });
  const { chainPlaces = [] } = spec;
  return createNode(config, { ...options, chainPlaces, logger: log });
}

/**
 * Spells can be looked at without waiting for their time: the clock can be advanced, and is not held up for long. So can
 * particles: they are recorded.
 */
function localSettings(given: unknown): Record<string, unknown> {
  const { spells, recording, ...others } = tableOf(given);
  return {
    virtual_clock: true,
    ...others,
    recording: { enabled: true, ...tableOf(recording) },
    spells: { away_wait: '500ms', ...tableOf(spells) },
  };
}

function tableOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** What others are told about a peer that is up. */
export function describePeer(spec: PeerSpec, node: Node): LocalPeer {
  return {
    name: spec.name,
    peerId: node.peerId,
    multiaddrs: node.parts.network.listenAddresses(),
    http: node.httpUrl,
    managementPeerId: spec.managementPeerId,
    managementKeyFile: spec.managementKeyFile,
  };
}
