import { messageOf } from '@noctiluca/common/thrown';
import { factsOf, isChange, type PackageReport, type StepFacts, WORKER_SPELL } from '@noctiluca/deployment';
import type { RunningStep } from '../output/terminal/screen.js';
import type { WorkerReport } from './report.js';
import { shownSteps } from './report.js';
import { changesText } from './show-reports.js';
import { changeOf, type Site, surveyed, workerIdOf, workerSpellIdOf } from './survey.js';
import type { WorkerChange, WorkerView } from './target/target.js';
import type { WantedWorker } from './wanted-worker.js';

export interface DeployInit {
  /** Plan and report, change nothing. */
  readonly dryRun: boolean;
  /** Whether what is no longer wanted goes. */
  readonly prune: boolean;
  /** How a host is called. */
  readonly nameOf: (hostId: string) => string;
  /** Asked before anything is changed, or would be: what it throws ends the deployment. */
  readonly beforeChange?: () => Promise<void>;
  /** Told what begins to be changed. @default nobody watches */
  readonly begin?: (name: string) => RunningStep;
}

/**
 * Brings one worker on one host to what is wanted, or tells what that would take. What goes wrong is in the report.
 * @throws what `beforeChange` throws, and nothing else
 */
export async function deploySite(
  site: Site,
  wanted: WantedWorker,
  notes: readonly string[],
  init: DeployInit,
): Promise<WorkerReport> {
  const { report, bringAbout } = planned(site, wanted, init);
  if (bringAbout !== undefined) await init.beforeChange?.();
  const work = () => bringAbout!().catch(failedThere(report, site));
  const done = bringAbout === undefined || init.dryRun ? report : await watched(init, report, work);
  return { ...done, notes: [...notes, ...done.notes] };
}

interface PlannedSite {
  readonly report: WorkerReport;
  /** Undefined: there is nothing to do, or nothing that can be done. */
  readonly bringAbout?: () => Promise<WorkerReport>;
}

function planned(site: Site, wanted: WantedWorker, init: DeployInit): PlannedSite {
  const { view } = site;
  const unknown: WorkerReport = { ...baseOf(site, init), steps: [], notes: [] };
  try {
    if (view === undefined) throw site.error;
    const change = changeOf({ ...site, view }, wanted, init.prune);
    const report = plannedReport(site, view, change, init);
    const conflicts = change.plan.steps.map(factsOf).filter(({ action }) => action === 'conflict');
    if (conflicts.length > 0)
      return { report: { ...report, error: conflicts.map(({ reason = '' }) => reason).join('; ') } };
    if (!change.plan.steps.some(isChange)) return { report };
    return { report, bringAbout: () => broughtAbout(site, view, wanted, change, report) };
  } catch (error) {
    return { report: failed(unknown)(error) };
  }
}

async function broughtAbout(
  site: Site,
  view: WorkerView,
  wanted: WantedWorker,
  change: WorkerChange,
  report: WorkerReport,
): Promise<WorkerReport> {
  const done = await view.bringAbout(change);
  const ids = await idsAfter(site, wanted, done);
  return {
    ...report,
    ...ids,
    steps: shownSteps(withIds(change.plan.steps.map(factsOf), done)),
    notes: [...new Set([...report.notes, ...done.warnings])],
    ...(done.error === undefined ? {} : { error: done.error.message }),
  };
}

function failed(report: WorkerReport): (error: unknown) => WorkerReport {
  return (error) => ({ ...report, error: messageOf(error) });
}

/** With what was made nevertheless, so that it can be listed and removed. */
function failedThere(report: WorkerReport, site: Site): (error: unknown) => Promise<WorkerReport> {
  return async (error) => ({ ...failed(report)(error), ...idsIn((await surveyed(site)).view) });
}

function plannedReport(
  site: Site,
  view: WorkerView,
  { plan, definition }: WorkerChange,
  init: DeployInit,
): WorkerReport {
  return {
    ...baseOf(site, init),
    ...idsIn(view),
    steps: shownSteps(plan.steps.map(factsOf)),
    notes: plan.notes,
    definition: definition.cid,
  };
}

/** What was planned, with the ids of what was made. */
function withIds(planned: readonly StepFacts[], { steps }: PackageReport): StepFacts[] {
  return planned.map((step) => {
    const id = steps.find(
      ({ kind, alias, action }) => kind === step.kind && alias === step.alias && action === step.action,
    )?.id;
    return id === undefined ? step : { ...step, id };
  });
}

async function idsAfter(
  site: Site,
  wanted: WantedWorker,
  { steps }: PackageReport,
): Promise<Pick<WorkerReport, 'workerId' | 'spellId'>> {
  const workerId = steps.find(({ kind }) => kind === 'worker')?.id;
  const spellId = steps.find(({ alias, kind }) => kind === 'spell' && alias === WORKER_SPELL)?.id;
  if (workerId !== undefined && spellId !== undefined) return { workerId, spellId };
  return idsIn((await surveyed(site, wanted)).view);
}

function idsIn(view: WorkerView | undefined): Pick<WorkerReport, 'workerId' | 'spellId'> {
  const workerId = view && workerIdOf(view);
  const spellId = view && workerSpellIdOf(view);
  return {
    ...(workerId === undefined ? {} : { workerId }),
    ...(spellId === undefined ? {} : { spellId }),
  };
}

/**
 * Removes a worker that fluence.yaml does not want any more, or tells of it.
 * @throws what `beforeChange` throws, and nothing else
 */
export async function dropSite(site: Site, why: string, init: DeployInit): Promise<WorkerReport | undefined> {
  const workerId = site.view && workerIdOf(site.view);
  if (workerId === undefined) return undefined;
  const step = { kind: 'worker', alias: site.worker, id: workerId, reason: why } as const;
  const base = { ...baseOf(site, init), workerId, notes: [] };
  if (!init.prune) return { ...base, steps: [{ ...step, action: 'leave' }] };
  await init.beforeChange?.();
  const removed: WorkerReport = { ...base, steps: [{ ...step, action: 'remove' }] };
  if (init.dryRun) return removed;
  const remove = () => site.target.remove(workerId).then(() => removed, failed(removed));
  return watched(init, removed, remove);
}

/** What is done at one site, as a step. @param work never rejects */
async function watched(
  { begin }: DeployInit,
  { worker, peer }: WorkerReport,
  work: () => Promise<WorkerReport>,
): Promise<WorkerReport> {
  const running = begin?.(`${worker} on ${peer}`);
  const report = await work();
  if (report.error === undefined) running?.done(changesText(report.steps));
  else running?.failed();
  return report;
}

function baseOf(
  { section, worker, dealId, target }: Site,
  { nameOf }: DeployInit,
): Pick<WorkerReport, 'section' | 'worker' | 'dealId' | 'hostId' | 'peer'> {
  const { hostId } = target;
  return { section, worker, dealId, hostId, peer: nameOf(hostId) };
}
