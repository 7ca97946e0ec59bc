import type { SystemServicesStatus } from '@noctiluca/system-services';
import { onPeers, type PeerOutcome, type SystemPeer } from './peers.js';

/** Longest that a peer of this machine is waited for before it is asked by particles, milliseconds. */
const HTTP_MS = 2000;

/** What the deployers of peers say: over HTTP on the local network, which needs no client, else by particles. */
export async function statusOf(peers: readonly SystemPeer[]): Promise<PeerOutcome<SystemServicesStatus>[]> {
  const told = await Promise.all(peers.map(overHttp));
  const silent = peers.filter((_, index) => told[index] === undefined);
  const asked = silent.length === 0 ? [] : await onPeers(silent, (remote) => remote.status());
  return peers.map(({ peerId }, index) => told[index] ?? asked.find((outcome) => outcome.peerId === peerId)!);
}

/** @returns undefined when nothing answers so: particles will tell what is wrong */
async function overHttp({
  name,
  peerId,
  http,
}: SystemPeer): Promise<PeerOutcome<SystemServicesStatus> | undefined> {
  if (http === undefined) return undefined;
  try {
    const response = await fetch(`${http}/api/describe`, { signal: AbortSignal.timeout(HTTP_MS) });
    const { children } = (await response.json()) as { children: { name: string; details?: unknown }[] };
    const status = children.find((part) => part.name === 'system-services')?.details;
    return status === undefined ? undefined : { peer: name, peerId, result: status as SystemServicesStatus };
  } catch {
    return undefined;
  }
}
