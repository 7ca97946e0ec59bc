import type { ChainSession } from '../chain/session.js';
import type { CliContext } from '../context.js';
import { step } from '../output/step.js';
import type { FluenceProject } from '../project/project.js';
import { type DealRecord, readWorkers } from '../project/workers-yaml.js';
import { projectCompiler } from '../spells/project-compiler.js';
import type { WorkerEntry } from '../workers/entries.js';
import { refreshAqua } from '../workers/refresh-aqua.js';
import type { WorkerReport } from '../workers/report.js';
import { wantedWorkers } from '../workers/wanted-worker.js';
import { deployDeals } from './deploy-deals.js';
import { formerWorkers } from './former-workers.js';
import { type OpenStage, openStage, type StageFlags } from './open-stage.js';
import type { DealReport } from './report.js';
import { strayDeals } from './stray-deals.js';

export interface DealsFlags extends StageFlags {
  readonly dryRun: boolean;
  readonly prune: boolean;
  readonly import?: readonly string[];
}

export interface DealsInit {
  readonly chain: ChainSession;
  /** Of `deployments:`. */
  readonly entries: readonly WorkerEntry[];
  /** Whether these are all entries: what others left is told, or pruned, too. */
  readonly all: boolean;
}

export interface DealsDone {
  readonly deals: readonly DealReport[];
  /** What deployments got when the network had no chain. */
  readonly former: readonly WorkerReport[];
}

/** Deployments of a project as deals. @throws CliError what a reader of the project, a connection or the chain says */
export async function runDeals(
  context: CliContext,
  project: FluenceProject,
  init: DealsInit,
  flags: DealsFlags,
): Promise<DealsDone> {
  const stage = await openStage(context, project, init.chain, flags);
  try {
    return await done(stage, init, flags);
  } finally {
    await stage.close();
  }
}

async function done(stage: OpenStage, { entries, all }: DealsInit, flags: DealsFlags): Promise<DealsDone> {
  const { context, project, dir, around } = stage;
  const compiler = projectCompiler(context.cwd, project, flags.import);
  const wanted = await step(context, 'Read services, compile spells', () =>
    wantedWorkers(project, entries, compiler),
  );
  compiler.cache.flush();
  const records: Readonly<Record<string, DealRecord>> =
    (await readWorkers(dir, around.env)).deals[around.env] ?? {};
  const made = await deployDeals(stage, { entries, wanted, records, dryRun: flags.dryRun });
  const strays = all ? await strayDeals(stage, { ...flags, records }) : [];
  const names = new Set([...entries.map(({ name }) => name), ...(all ? goneNames(project, records) : [])]);
  const former = await formerWorkers(stage, [...names], { ...flags, records });
  if (!flags.dryRun) {
    const isNew = made.some(({ actions }) => actions.length > 0);
    await refreshAqua(context, project, await readWorkers(dir, around.env), around.env, isNew);
  }
  return { deals: [...made, ...strays], former };
}

const goneNames = (
  { deployments }: FluenceProject,
  records: Readonly<Record<string, DealRecord>>,
): string[] => Object.keys(records).filter((name) => !Object.hasOwn(deployments, name));
