import type { LocalPeer } from '@noctiluca/local-network/control';
import { CliError } from '../errors.js';
import type { FluenceProject } from '../project/project.js';

/** Base58 of an ed25519 peer id. */
const PEER_ID = /^12D3KooW[1-9A-HJ-NP-Za-km-z]{44}$/;
const ALIAS = /^(local|custom)-(\d+)$/;
const PEER_OF_ADDRESS = /\/p2p\/([1-9A-HJ-NP-Za-km-z]+)$/;

/** Hosts that a project can name. */
export interface KnownHosts {
  readonly peers: readonly LocalPeer[];
  /** Addresses of `customFluenceEnv`. */
  readonly relays: FluenceProject['relays'];
}

/**
 * Peer ids of `peerIds:`, each once: a peer id, or `<env>-<index>` (spec/fluence-cli.md §2.2).
 * @throws CliError `PEER_UNKNOWN`
 */
export function resolveHosts(ids: readonly string[], known: KnownHosts): string[] {
  return [...new Set(ids.map((id) => resolveHost(id, known)))];
}

/** How a host is called in messages: its name in the local network, or the end of its peer id. */
export function hostName(hostId: string, { peers }: Pick<KnownHosts, 'peers'>): string {
  return peers.find(({ peerId }) => peerId === hostId)?.name ?? `…${hostId.slice(-8)}`;
}

function resolveHost(id: string, { peers, relays }: KnownHosts): string {
  if (PEER_ID.test(id)) return id;
  const [, env, index] = ALIAS.exec(id) ?? [];
  const found =
    env === 'local' ? peers[Number(index)]?.peerId : PEER_OF_ADDRESS.exec(relays[Number(index)] ?? '')?.[1];
  if (env !== undefined && found !== undefined) return found;
  const aliases = [...peers.map((_, i) => `local-${i}`), ...relays.map((_, i) => `custom-${i}`)];
  throw new CliError(
    'PEER_UNKNOWN',
    `There is no host ${id}; use a peer id or one of ${aliases.join(', ') || 'those of a network that is up'}`,
  );
}
