import type { CliContext } from '../context.js';
import { once } from '../once.js';
import { progress } from '../output/result.js';
import { beginStep, countText, step } from '../output/step.js';
import { fluenceDir } from '../project/fluence-dir.js';
import type { FluenceProject } from '../project/project.js';
import { readWorkers } from '../project/workers-yaml.js';
import { projectCompiler } from '../spells/project-compiler.js';
import { chosenSites } from './choose.js';
import { dealIdOf, type RecordedEntries } from './deal-id.js';
import { type DeployInit, deploySite, dropSite } from './deploy.js';
import type { Section, WorkerEntry } from './entries.js';
import { messageText } from './format-logs.js';
import { hostName } from './hosts.js';
import { explained } from './not-managed.js';
import { orphanSites } from './orphans.js';
import { type Places, placesOf } from './placement.js';
import { writeRecords } from './records.js';
import type { WorkerReport } from './report.js';
import { requireServices } from './require-services.js';
import { lazySession, type SessionFlags, type Surroundings, surroundings } from './session.js';
import { surveyed } from './survey.js';
import { createTargets, type Installer } from './target/create-targets.js';
import type { WorkerTarget } from './target/target.js';
import { type WantedWorker, wantedWorkers } from './wanted-worker.js';

export interface DeployEntriesFlags extends SessionFlags {
  readonly dryRun: boolean;
  readonly prune: boolean;
  readonly import?: readonly string[];
  /** Seconds an installation may take. */
  readonly timeout: number;
  readonly offAquaLogs: boolean;
  readonly installer?: Installer;
}

/**
 * Plans, brings about and records what entries of fluence.yaml want: each worker on its own, so that what fails leaves the
 * others alone.
 * @param whole sections of which these are all entries: what others left on the network is told, or pruned, too
 * @throws CliError what a reader of the project or a connection says; `PROJECT_INVALID`, before anything is done, when the
 *   Aqua of the services could not be written afterwards
 */
export async function deployEntries(
  context: CliContext,
  project: FluenceProject,
  entries: readonly WorkerEntry[],
  flags: DeployEntriesFlags,
  whole: readonly Section[],
): Promise<WorkerReport[]> {
  const dir = fluenceDir(context);
  const around = await surroundings(dir, project, flags.env);
  const places = entries.map((entry) => placesOf(project, entry, around));
  const compiler = projectCompiler(context.cwd, project, flags.import);
  const session = await lazySession(context, dir, project, around, flags);
  try {
    const reading = () => wantedWorkers(project, entries, compiler);
    const wanted = entries.length === 0 ? [] : await step(context, 'Read services, compile spells', reading);
    compiler.cache.flush();
    const record = await readWorkers(dir, around.env);
    const recorded: RecordedEntries = {
      deals: record.deals[around.env] ?? {},
      hosts: record.hosts[around.env] ?? {},
    };
    const init: DeployInit = {
      ...{ dryRun: flags.dryRun, prune: flags.prune },
      nameOf: (hostId) => hostName(hostId, around),
      beforeChange: once(() => requireServices(project)),
      begin: (name) => beginStep(context, name),
    };
    const say = (text: string) => flags.offAquaLogs || progress(context, text);
    const targetOf =
      context.targetOf ??
      createTargets(
        {
          timeoutMs: flags.timeout * 1000,
          installer: flags.installer,
          onLog: (hostId, { message }) => say(`${init.nameOf(hostId)}: ${messageText(message)}`),
          onNote: say,
        },
        session,
        around.peers,
      );
    const deployer = { clientPeerId: session.clientPeerId, rootDir: project.rootDir };
    const deployed = await Promise.all(
      entries.map((entry, index) => {
        const dealId = dealIdOf(entry, deployer, recorded);
        return deployEntry(
          { entry, dealId, wanted: wanted[index]!, places: places[index]!, recorded },
          targetOf,
          init,
        );
      }),
    );
    const left: RecordedEntries = {
      deals: whole.includes('deployments') ? recorded.deals : {},
      hosts: whole.includes('hosts') ? recorded.hosts : {},
    };
    const orphans = await dropOrphans(project, around, left, targetOf, init);
    const reports = [...deployed.flat(), ...orphans].map((report) => explained(report, session.clientPeerId));
    if (!flags.dryRun)
      await writeRecords(context, project, reports, { env: around.env, relayPeerId: session.relayPeerId });
    return reports;
  } finally {
    await session.close();
  }
}

interface EntryPlan {
  readonly entry: WorkerEntry;
  readonly dealId: string;
  readonly wanted: WantedWorker;
  readonly places: Places;
  readonly recorded: RecordedEntries;
}

async function deployEntry(
  { entry, dealId, wanted, places, recorded }: EntryPlan,
  targetOf: (hostId: string) => WorkerTarget,
  init: DeployInit,
): Promise<WorkerReport[]> {
  const { section, name } = entry;
  const former = section === 'hosts' ? (recorded.hosts[name]?.installation_spells ?? []) : [];
  const hostIds = new Set([...places.candidates, ...former.map(({ host_id }) => host_id)]);
  const looking = init.begin?.(`Look at ${countText(hostIds.size, 'peer')} for ${name}`);
  const sites = await Promise.all(
    [...hostIds].map((hostId) =>
      surveyed({ section, worker: name, dealId, target: targetOf(hostId) }, wanted),
    ),
  );
  looking?.done();
  const chosen = chosenSites(sites, places);
  const isFewer = places.count !== undefined;
  const why = isFewer ? 'more workers than wanted' : 'fluence.yaml does not name this peer any more';
  const done = await Promise.all(
    sites.map((site) =>
      chosen.has(site) ? deploySite(site, wanted, places.notes, init) : dropSite(site, why, init),
    ),
  );
  return done.filter((report) => report !== undefined);
}

async function dropOrphans(
  project: FluenceProject,
  around: Surroundings,
  recorded: RecordedEntries,
  targetOf: (hostId: string) => WorkerTarget,
  init: DeployInit,
): Promise<WorkerReport[]> {
  const sites = await Promise.all(
    orphanSites(project, around, recorded, targetOf).map((site) => surveyed(site)),
  );
  const why = 'fluence.yaml does not have this entry any more';
  const dropped = await Promise.all(sites.map((site) => dropSite(site, why, init)));
  return dropped.filter((report) => report !== undefined);
}
