import { CliError } from '../errors.js';
import type { FluenceProject } from '../project/project.js';
import { chosenSites } from './choose.js';
import { type Deployer, dealIdOf, type RecordedEntries } from './deal-id.js';
import { entriesOf, type Section } from './entries.js';
import { resolveHosts } from './hosts.js';
import { orphanSites } from './orphans.js';
import type { Surroundings } from './session.js';
import { type Site, surveyed, workerIdOf } from './survey.js';
import type { WorkerTarget } from './target/target.js';

/** A place where a worker of the project is, or is wanted. */
export interface KnownSite extends Site {
  /** Whether fluence.yaml wants a worker there: of a deployment as many as it says, wherever they are. */
  readonly isWanted: boolean;
}

export interface KnownSitesInit {
  readonly project: FluenceProject;
  readonly around: Surroundings;
  readonly recorded: RecordedEntries;
  readonly deployer: Deployer;
  readonly targetOf: (hostId: string) => WorkerTarget;
}

/**
 * Looks at every place where the project's workers are or are wanted, also those that fluence.yaml names no more.
 * @param names entries; all when empty
 * @throws CliError `WORKER_UNKNOWN`
 */
export async function knownSites(init: KnownSitesInit, names: readonly string[]): Promise<KnownSite[]> {
  const { project, around, recorded, targetOf } = init;
  const orphans = orphanSites(project, around, recorded, targetOf).map((site) => ({
    ...site,
    isWanted: false,
  }));
  const all = [...wantedSites(init), ...orphans];
  requireKnown(
    names,
    all.map(({ worker }) => worker),
  );
  const meant = all.filter(({ worker }) => names.length === 0 || names.includes(worker));
  const looked = meant.map(async ({ isWanted, ...site }) => ({ ...(await surveyed(site)), isWanted }));
  const sites = (await Promise.all(looked)).filter((site) => isThereOrWanted(site, recorded));
  return withoutSurplus(sites, init);
}

/** Workers that a deployment has beyond those it wants are not wanted, the same ones that a deployment would drop. */
function withoutSurplus(sites: readonly KnownSite[], { project, around }: KnownSitesInit): KnownSite[] {
  const candidates = around.peers.map(({ peerId }) => peerId);
  const chosen = Object.entries(project.deployments).flatMap(([name, entry]) => {
    const own = sites.filter(({ section, worker }) => section === 'deployments' && worker === name);
    const count = Math.min(entry.targetWorkers, entry.maxWorkersPerProvider);
    return [...chosenSites(own, { candidates, count })];
  });
  return sites.map((site) =>
    site.section === 'hosts' || !site.isWanted ? site : { ...site, isWanted: chosen.includes(site) },
  );
}

function wantedSites({ project, around, recorded, deployer, targetOf }: KnownSitesInit) {
  return entriesOf(project).flatMap((entry) => {
    const { section, name } = entry;
    const dealId = dealIdOf(entry, deployer, recorded);
    const wanted = section === 'hosts' ? resolveHosts(entry.peerIds ?? [], around) : [];
    const possible =
      section === 'hosts' ? recordedHosts(name, recorded) : around.peers.map(({ peerId }) => peerId);
    return [...new Set([...wanted, ...possible])].map((hostId) => ({
      section: section as Section,
      worker: name,
      dealId,
      target: targetOf(hostId),
      isWanted: section === 'deployments' || wanted.includes(hostId),
    }));
  });
}

function recordedHosts(name: string, { hosts }: RecordedEntries): string[] {
  return (hosts[name]?.installation_spells ?? []).map(({ host_id }) => host_id);
}

/** A peer without a worker of a deployment is no place of its; one that does not answer may be, once it was deployed. */
function isThereOrWanted(
  { view, error, section, worker, isWanted }: KnownSite,
  { deals }: RecordedEntries,
): boolean {
  if (view !== undefined && workerIdOf(view) !== undefined) return true;
  if (section === 'deployments') return error !== undefined && Object.hasOwn(deals, worker);
  return isWanted || error !== undefined;
}

function requireKnown(names: readonly string[], known: readonly string[]): void {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const list = [...new Set(known)].join(', ') || 'none';
  throw new CliError('WORKER_UNKNOWN', `There is no worker ${unknown.join(', ')}; there are ${list}`);
}
