import type { FluenceProject } from '../project/project.js';
import type { RecordedEntries } from './deal-id.js';
import type { Surroundings } from './session.js';
import type { Site } from './survey.js';
import type { WorkerTarget } from './target/target.js';

/** Where workers may be of entries that were deployed, and that fluence.yaml does not have any more. */
export function orphanSites(
  { deployments, hosts }: Pick<FluenceProject, 'deployments' | 'hosts'>,
  { peers }: Pick<Surroundings, 'peers'>,
  recorded: RecordedEntries,
  targetOf: (hostId: string) => WorkerTarget,
): Omit<Site, 'view' | 'error'>[] {
  const deals = Object.entries(recorded.deals).filter(([name]) => !Object.hasOwn(deployments, name));
  const placed = Object.entries(recorded.hosts).filter(([name]) => !Object.hasOwn(hosts, name));
  return [
    ...deals.flatMap(([worker, { dealIdOriginal: dealId }]) =>
      peers.map(
        ({ peerId }) => ({ section: 'deployments', worker, dealId, target: targetOf(peerId) }) as const,
      ),
    ),
    ...placed.flatMap(([worker, { dummyDealId: dealId, installation_spells }]) =>
      installation_spells.map(
        ({ host_id }) => ({ section: 'hosts', worker, dealId, target: targetOf(host_id) }) as const,
      ),
    ),
  ];
}
