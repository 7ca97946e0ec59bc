import type { LocalPeer } from '@noctiluca/local-network/control';
import { calledSo, customEnvPeers, localEnvPeers, namesOf } from '../client/env-peers.js';
import { CliError } from '../errors.js';
import type { FluenceProject } from '../project/project.js';

/** Base58 of an ed25519 peer id. */
const PEER_ID = /^12D3KooW[1-9A-HJ-NP-Za-km-z]{44}$/;

/** Hosts that a project can name. */
export interface KnownHosts {
  readonly peers: readonly LocalPeer[];
  /** Addresses of `customFluenceEnv`. */
  readonly relays: FluenceProject['relays'];
}

/**
 * Peer ids of `peerIds:`, each once: a peer id, `nox-<index>`, or `<env>-<index>` (spec/fluence-cli.md §2.2).
 * @throws CliError `PEER_UNKNOWN`
 */
export function resolveHosts(ids: readonly string[], known: KnownHosts): string[] {
  return [...new Set(ids.map((id) => resolveHost(id, known)))];
}

/** How a host is called in messages: its name in its environment, or the end of its peer id. */
export function hostName(hostId: string, { peers, relays }: KnownHosts): string {
  const known = [...localEnvPeers(peers), ...customEnvPeers(relays)];
  return calledSo(known, hostId)?.name ?? `…${hostId.slice(-8)}`;
}

function resolveHost(id: string, { peers, relays }: KnownHosts): string {
  if (PEER_ID.test(id)) return id;
  const known = [...localEnvPeers(peers), ...customEnvPeers(relays)];
  const found = calledSo(known, id);
  if (found !== undefined) return found.peerId;
  const names = namesOf(known) || 'those of a network that is up';
  throw new CliError('PEER_UNKNOWN', `There is no host ${id}; use a peer id or one of ${names}`);
}
