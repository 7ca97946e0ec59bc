import { table } from '../output/table.js';
import type { NamedReport } from './deploy-hosts.js';
import { formatLogs } from './format-logs.js';
import type { WorkerStep } from './plan.js';

const DONE = { keep: 'kept', create: 'created', update: 'updated', remove: 'removed' } as const;

/** A row for each worker, service and spell, and what went wrong below. */
export function showReports(reports: readonly NamedReport[], dryRun: boolean): string {
  const rows = reports.flatMap(({ worker, peer, workerId, steps, error }) => [
    ...steps.map((step) => [
      worker,
      peer,
      step.kind,
      step.kind === 'worker' ? '' : step.name,
      resultText(step, !dryRun && error !== undefined),
      (step.kind === 'worker' ? workerId : step.id) ?? '',
    ]),
    ...(error === undefined ? [] : [[worker, peer, '', '', 'failed', '']]),
  ]);
  const heading = ['worker', 'host', 'what', 'name', dryRun ? 'would be' : 'result', 'id'];
  const failures = reports.flatMap(({ worker, peer, error, logs = [] }) =>
    error === undefined
      ? []
      : ['', `${worker} on ${peer}: ${error}`, ...formatLogs(logs).map((line) => `  ${line}`)],
  );
  return [table(heading, rows), ...failures].join('\n');
}

/** The report for `--json`. */
export function reportJson({ logs, ...report }: NamedReport): unknown {
  return { ...report, ...(logs === undefined ? {} : { logs: formatLogs(logs) }) };
}

function resultText({ action, changes }: WorkerStep, isUncertain: boolean): string {
  const what = changes === undefined ? '' : `: ${changes.join(', ')}`;
  return isUncertain && action !== 'keep' ? `to be ${DONE[action]}${what}` : `${DONE[action]}${what}`;
}
