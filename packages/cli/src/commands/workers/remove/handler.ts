import { messageOf } from '@noctiluca/common/thrown';
import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { table } from '../../../output/table.js';
import type { View } from '../../../output/terminal/view.js';
import { hostName } from '../../../workers/hosts.js';
import { type KnownSite, knownSites } from '../../../workers/known-sites.js';
import { writeRecords } from '../../../workers/records.js';
import type { WorkerReport } from '../../../workers/report.js';
import type { SessionFlags } from '../../../workers/session.js';
import { workerIdOf } from '../../../workers/survey.js';
import { type WorkersStage, withWorkers } from '../../../workers/with-targets.js';
import { splitNames } from '../names.js';

export interface WorkersRemoveFlags extends CommonFlags, SessionFlags {
  readonly input: boolean;
  readonly tracing: boolean;
  readonly particleId: boolean;
  readonly offAquaLogs: boolean;
}

type Removal = Pick<WorkerReport, 'section' | 'worker' | 'hostId' | 'peer' | 'error'> & {
  readonly workerId: string;
  readonly result: 'removed' | 'was gone' | 'failed';
};

export const handler = printing(workersRemove);

function workersRemove(
  context: CliContext,
  flags: WorkersRemoveFlags,
  ...written: string[]
): Promise<CommandResult> {
  return withWorkers(context, flags, async (stage) => {
    const sites = await knownSites(stage, splitNames(written));
    const outcomes = await Promise.all(sites.map((site) => removed(site, stage)));
    const removals = outcomes.flat();
    const { around, session, project } = stage;
    const reports = outcomes.flatMap((own, index) => own.map((each) => reportOf(each, sites[index]!)));
    await writeRecords(context, project, reports, { env: around.env, relayPeerId: session.relayPeerId });
    return {
      text: removals.length === 0 ? 'No workers are deployed.' : (view) => shown(removals, view),
      json: { removed: removals },
      exitCode: removals.some(({ result }) => result === 'failed') ? 1 : 0,
    };
  });
}

async function removed(site: KnownSite, { around }: WorkersStage): Promise<Removal[]> {
  const workerId = site.view && workerIdOf(site.view);
  const { section, worker, target, error } = site;
  const base = { section, worker, hostId: target.hostId, peer: hostName(target.hostId, around) };
  if (error !== undefined) return [{ ...base, workerId: '', result: 'failed', error: messageOf(error) }];
  if (workerId === undefined) return [];
  const outcome = await target.remove(workerId).then(() => ({ result: 'removed' }) as const, outcomeOf);
  const own = 'error' in outcome && isOfDeal(outcome.error, target.hostId) ? ofDeal(worker) : outcome;
  return [{ ...base, workerId, ...own }];
}

/** What peers make by themselves is for a deal. */
const isOfDeal = (error: string | undefined, hostId: string): boolean =>
  error?.includes(`only by worker creator ${hostId}`) ?? false;

const ofDeal = (worker: string): Pick<Removal, 'result' | 'error'> => ({
  result: 'failed',
  error: `its peer made it for a deal, with which it goes: "fluence deal stop ${worker}"`,
});

/** A worker that is not there any more is as removed as one can be. */
function outcomeOf(cause: unknown): Pick<Removal, 'result' | 'error'> {
  const error = messageOf(cause);
  return /Worker \S+ not found/.test(error) ? { result: 'was gone' } : { result: 'failed', error };
}

/** For the record: a removal is a step like any other. */
function reportOf({ result, error, workerId: id, ...removal }: Removal, site: KnownSite): WorkerReport {
  const { worker: alias } = removal;
  const base = { ...removal, dealId: site.dealId, notes: [], ...(id === '' ? {} : { workerId: id }) };
  if (result === 'failed') return { ...base, steps: [], error: error ?? '' };
  return { ...base, steps: [{ action: 'remove', kind: 'worker', alias, id }] };
}

function shown(removals: readonly Removal[], view: View): string {
  return table(
    ['worker', 'host', 'result', 'worker id'],
    removals.map(({ worker, peer, result, error, workerId }) => [
      worker,
      peer,
      error === undefined ? result : `${result}: ${error}`,
      workerId,
    ]),
    view,
  );
}
