import { isChange, type StepFacts } from '@noctiluca/deployment';
import { table } from '../output/table.js';
import { PLAIN_VIEW, type View } from '../output/terminal/view.js';
import type { WorkerReport } from './report.js';

const DONE: Readonly<Record<StepFacts['action'], string>> = {
  keep: 'kept',
  install: 'created',
  update: 'updated',
  reinstall: 'replaced',
  migrate: 'migrated',
  initialise: 'initialised',
  remove: 'removed',
  leave: 'left',
  conflict: 'in conflict',
};

/** A row for each worker, service and spell; below it what is odd, and what went wrong. */
export function showReports(
  reports: readonly WorkerReport[],
  dryRun: boolean,
  view: View = PLAIN_VIEW,
): string {
  const rows = reports.flatMap(({ worker, peer, steps, error }) => [
    ...steps.map((step) => [
      worker,
      peer,
      step.kind ?? '',
      step.kind === 'worker' ? '' : step.alias || 'unnamed leftover',
      resultText(step, !dryRun && error !== undefined),
      step.id ?? '',
    ]),
    ...(error === undefined ? [] : [[worker, peer, '', '', 'failed', '']]),
  ]);
  const result = { title: dryRun ? 'would be' : 'result', meaning: meaningOf };
  return [
    table(['worker', 'host', 'what', 'name', result, 'id'], rows, view),
    ...notesOf(reports),
    ...failuresOf(reports),
  ].join('\n');
}

function meaningOf(result: string): 'good' | 'bad' | 'faint' {
  if (result === 'failed' || result.startsWith(DONE.conflict)) return 'bad';
  return result === DONE.keep ? 'faint' : 'good';
}

/** What changes at one place, in a few words: `worker created, 2 services updated`. */
export function changesText(steps: readonly StepFacts[]): string {
  const counts = new Map<string, { readonly step: StepFacts; readonly count: number }>();
  for (const step of steps.filter(isChange)) {
    const key = `${step.kind} ${step.action}`;
    counts.set(key, { step, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()]
    .map(({ step: { kind = 'thing', action }, count }) =>
      count === 1 ? `${kind} ${DONE[action]}` : `${count} ${kind}s ${DONE[action]}`,
    )
    .join(', ');
}

/** How much is there that nobody wants, in one line; empty for nothing. */
function leftText(reports: readonly WorkerReport[]): string {
  const left = reports.flatMap(({ steps }) => steps).filter(({ action }) => action === 'leave').length;
  if (left === 0) return '';
  const what = left === 1 ? '1 thing is' : `${left} things are`;
  return `${what} left that fluence.yaml does not name any more; "fluence deploy --prune" removes ${left === 1 ? 'it' : 'them'}.`;
}

function notesOf(reports: readonly WorkerReport[]): string[] {
  const notes = reports.flatMap(({ worker, peer, notes: own }) =>
    own.map((note) => ({ note, where: `${worker} on ${peer}` })),
  );
  const texts = [...new Set(notes.map(({ note }) => note))].map((note) => {
    const where = notes.filter((each) => each.note === note).map((each) => each.where);
    return `Note: ${where.join(', ')}: ${note}`;
  });
  const left = leftText(reports);
  const all = left === '' ? texts : [...texts, left];
  return all.length === 0 ? [] : ['', ...all];
}

function failuresOf(reports: readonly WorkerReport[]): string[] {
  return reports.flatMap(({ worker, peer, error }) =>
    error === undefined ? [] : ['', `${worker} on ${peer}: ${error}`],
  );
}

function resultText(step: StepFacts, isUncertain: boolean): string {
  const { action, reason } = step;
  const what = reason === undefined ? DONE[action] : `${DONE[action]}: ${reason}`;
  return isUncertain && isChange(step) && !isMade(step) ? `to be ${what}` : what;
}

/** What is made has an id only then. */
function isMade({ action, id }: StepFacts): boolean {
  return action === 'install' && id !== undefined;
}
