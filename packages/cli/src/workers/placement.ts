import { CliError } from '../errors.js';
import type { FluenceProject } from '../project/project.js';
import type { WorkerEntry } from './entries.js';
import { resolveHosts } from './hosts.js';
import type { Surroundings } from './session.js';

/** Where workers of an entry may be, and how many of them. */
export interface Places {
  /** Peer ids at which a worker is wanted, or may be. */
  readonly candidates: readonly string[];
  /** Workers wanted; every candidate gets one when undefined. */
  readonly count?: number;
  /** Sentences about what is odd. */
  readonly notes: readonly string[];
}

/**
 * The peers that an entry names, or those of the local network for a deployment: the network's own peers take the place of
 * providers that a chain would match.
 * @throws CliError `PEER_UNKNOWN`, `NO_CHAIN`, `NO_LOCAL_NETWORK`, `PROJECT_INVALID`
 */
export function placesOf(
  project: FluenceProject,
  { name, deployment, peerIds }: WorkerEntry,
  around: Surroundings,
): Places {
  if (deployment === undefined) return { candidates: resolveHosts(peerIds ?? [], around), notes: [] };
  if (around.env !== 'local') {
    throw new CliError(
      'NO_CHAIN',
      `deployments.${name} needs a chain, and there is none here: on the environment "${around.env}" list the peers under "hosts" instead`,
    );
  }
  if (around.peers.length === 0)
    throw new CliError('NO_LOCAL_NETWORK', 'No local network is up. Start one with "fluence local up"');
  const { targetWorkers, minWorkers, maxWorkersPerProvider, isTargetDefault } = deployment;
  const available = around.peers.length;
  const wanted = Math.min(targetWorkers, maxWorkersPerProvider);
  const least = isTargetDefault ? Math.min(minWorkers, available) : minWorkers;
  const count = Math.min(wanted, available);
  if (count < least) {
    throw new CliError(
      'PROJECT_INVALID',
      `${project.file}: deployments.${name} needs ${least} workers and can have ${count}: ${lackOf(wanted, available, least)}`,
    );
  }
  const notes =
    count < targetWorkers
      ? [`${count} of ${targetWorkers} workers: ${lackOf(wanted, available, targetWorkers)}`]
      : [];
  return { candidates: around.peers.map(({ peerId }) => peerId), count, notes };
}

function lackOf(wanted: number, available: number, needed: number): string {
  return wanted < needed
    ? `all peers here are one provider, and maxWorkersPerProvider is ${wanted}`
    : `the local network has ${available} ${available === 1 ? 'peer' : 'peers'}; start more with "fluence local up --noxes ${needed}", or lower targetWorkers`;
}
