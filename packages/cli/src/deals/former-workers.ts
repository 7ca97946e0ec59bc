import type { DealRecord } from '../project/workers-yaml.js';
import { dealIdOf } from '../workers/deal-id.js';
import { type DeployInit, dropSite } from '../workers/deploy.js';
import { hostName } from '../workers/hosts.js';
import type { WorkerReport } from '../workers/report.js';
import { surveyed } from '../workers/survey.js';
import { knownDeal } from './known-deal.js';
import type { OpenStage } from './open-stage.js';

const WHY = 'it was made when the network had no chain';

export interface FormerInit extends Pick<DeployInit, 'dryRun' | 'prune'> {
  /** What workers.yaml said before, by name. */
  readonly records: Readonly<Record<string, DealRecord>>;
}

/** Workers that deployments of these names got directly, before there was a chain: nobody wants them beside those of the deals. */
export async function formerWorkers(
  { session, project, around, targetOf, chain }: OpenStage,
  names: readonly string[],
  { records, ...init }: FormerInit,
): Promise<WorkerReport[]> {
  const deployer = { clientPeerId: session.clientPeerId, rootDir: project.rootDir };
  const isDeal = async (id: string | undefined) =>
    id === undefined || (await knownDeal(chain, id)) !== undefined;
  const idsOf = async (worker: string): Promise<string[]> => {
    const derived = dealIdOf({ section: 'deployments', name: worker }, deployer, { deals: {}, hosts: {} });
    const written = records[worker]?.dealIdOriginal;
    return (await isDeal(written)) ? [derived] : [...new Set([derived, written!])];
  };
  const ids = await Promise.all(names.map(async (worker) => ({ worker, dealIds: await idsOf(worker) })));
  const sites = ids.flatMap(({ worker, dealIds }) =>
    dealIds.flatMap((dealId) =>
      around.peers.map(
        ({ peerId }) => ({ section: 'deployments', worker, dealId, target: targetOf(peerId) }) as const,
      ),
    ),
  );
  const nameOf = (hostId: string) => hostName(hostId, around);
  const dropped = sites.map(async (site) => dropSite(await surveyed(site), WHY, { ...init, nameOf }));
  return (await Promise.all(dropped)).filter((report) => report !== undefined);
}
