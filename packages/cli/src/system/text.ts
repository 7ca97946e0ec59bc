import type { StepFacts } from '@noctiluca/deployment';
import { table } from '../output/table.js';
import { PLAIN_VIEW, type View } from '../output/terminal/view.js';
import type { PlannedPackage } from './plan-for.js';

type Action = StepFacts['action'];

/** Marks of the steps, as users of other planners know them. */
const MARKS: Readonly<Record<Action, string>> = {
  keep: ' ',
  leave: ' ',
  install: '+',
  update: '~',
  reinstall: '-/+',
  migrate: '~',
  remove: '-',
  initialise: '>',
  conflict: '!',
};

/** Steps that change something, in the order in which a summary counts them. */
const COUNTED: readonly Action[] = [
  'install',
  'update',
  'reinstall',
  'migrate',
  'remove',
  'initialise',
  'conflict',
];

export type Counts = Readonly<Partial<Record<Action, number>>>;

/** How often each kind of step that is not `keep` occurs. */
export function countsOf(packages: readonly PlannedPackage[]): Counts {
  const counts: Partial<Record<Action, number>> = {};
  for (const { action } of packages.flatMap(({ steps }) => steps))
    if (action !== 'keep') counts[action] = (counts[action] ?? 0) + 1;
  return counts;
}

/** `Plan: 2 to install, 1 to update.` */
/** @param failed peers that could not be looked at: of them nothing is known */
export function summaryOf(counts: Counts, failed = 0): string {
  const parts = COUNTED.flatMap((action) => {
    const count = counts[action] ?? 0;
    if (count === 0) return [];
    return [action === 'conflict' ? `${count} in conflict` : `${count} to ${action}`];
  });
  const unknown = failed === 0 ? [] : [`${failed} ${failed === 1 ? 'peer' : 'peers'} failed`];
  if (parts.length === 0 && failed > 0) return `No plan: ${unknown.join()}.`;
  if (parts.length === 0) return 'No changes: all is as it should be.';
  return `Plan: ${[...parts, ...unknown].join(', ')}.`;
}

/** Rows of a table of steps: mark, peer, package, step, why. */
export function stepRows(peer: string, { name, steps, notes }: PlannedPackage): string[][] {
  const rows = steps
    .filter(({ action }) => action !== 'keep')
    .map((step) => [MARKS[step.action], peer, name, stepText(step), step.reason ?? '']);
  return [...rows, ...notes.map((note) => ['', peer, name, 'note', note])];
}

export function stepText({ action, kind, alias }: StepFacts): string {
  return [action, kind, alias].filter(Boolean).join(' ');
}

export function stepTable(rows: readonly (readonly string[])[], view: View = PLAIN_VIEW): string {
  return rows.length === 0 ? '' : `${table(['', 'peer', 'package', 'step', 'why'], rows, view)}\n\n`;
}
