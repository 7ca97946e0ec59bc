import { dealInfoText } from '../chain/deal-info.js';
import { table } from '../output/table.js';
import { PLAIN_VIEW, type View } from '../output/terminal/view.js';
import type { DealAction } from './plan-deal.js';
import type { DealReport } from './report.js';

const WOULD_BE: Readonly<Record<DealAction | 'stop' | 'leave', string>> = {
  create: 'created',
  update: 'updated',
  match: 'matched with workers',
  stop: 'stopped',
  leave: 'left: fluence.yaml does not have this entry any more; "fluence deploy --prune" stops it',
};

/** Upstream's last lines of `deploy`. */
const ADVICE = [
  ...['', '', 'Use fluence deal info command to get info about your deals'],
  'Use fluence deal deposit command to top up your deals',
  'Use fluence deal --help to see all the commands related to deals',
].join('\n');

/** A row for each step of each deal; below it what is odd, and what cannot be. */
export function plannedDealsText(reports: readonly DealReport[], view: View = PLAIN_VIEW): string {
  if (reports.length === 0) return '';
  const rows = reports.flatMap(({ name, dealId = 'new', actions }) =>
    (actions.length === 0 ? ['kept'] : actions.map((action) => WOULD_BE[action])).map((what) => [
      name,
      dealId,
      what,
    ]),
  );
  return [
    table(['deployment', 'deal', 'would be'], rows, view),
    ...notesOf(reports),
    ...failuresOf(reports),
  ].join('\n');
}

/** Deals as upstream's `deploy` prints them, in its lines; below them what is odd, and what went wrong. */
export function dealsText(reports: readonly DealReport[]): string {
  if (reports.length === 0) return '';
  const infos = reports.flatMap(({ info }) => (info === undefined ? [] : [dealInfoText(info)]));
  return [...infos, ADVICE, ...leftLines(reports), ...notesOf(reports), ...failuresOf(reports)].join('\n');
}

function leftLines(reports: readonly DealReport[]): string[] {
  const left = reports.filter(({ actions }) => actions.includes('leave'));
  return left.map(({ name, dealId }) => `The deal ${dealId} of ${name} is ${WOULD_BE.leave}`);
}

function notesOf(reports: readonly DealReport[]): string[] {
  return reports.flatMap(({ name, notes }) => notes.map((note) => `Note: ${name}: ${note}`));
}

function failuresOf(reports: readonly DealReport[]): string[] {
  return reports.flatMap(({ name, error, workers }) => [
    ...(error === undefined ? [] : ['', `${name}: ${error}`]),
    ...workers.flatMap((worker) =>
      worker.error === undefined ? [] : ['', `${name} on ${worker.peer}: ${worker.error}`],
    ),
  ]);
}
