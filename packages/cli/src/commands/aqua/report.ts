import { relative } from 'node:path';
import {
  type CompileJob,
  type CompileReport,
  formatDiagnostic,
  type OutputState,
} from '@noctiluca/aqua-compiler';

const WHAT_TO_SAY: Partial<Record<OutputState, string>> = {
  missing: 'missing: the source was never compiled, or its output was removed',
  stale: 'stale: the source or the compiler changed since',
  edited: 'edited by hand: change the source instead',
  orphaned: 'orphaned: no source makes it any more',
};

/** A line per job, after the diagnostics and the files that a check complains about. */
export function reportLines(report: CompileReport, jobs: readonly CompileJob[], cwd: string): string[] {
  const show = (path: string) => relative(cwd, path) || '.';
  const outputs = [...report.files.flatMap((file) => file.outputs), ...report.orphans];
  const complaints = outputs.flatMap(({ path, state }) => {
    const what = WHAT_TO_SAY[state];
    return what === undefined ? [] : [`${show(path)} is ${what}`];
  });
  const advice =
    report.mode === 'check' && complaints.length > 0 ? ['Run "fluence aqua" and commit what it writes.'] : [];
  return [
    // What several sources import is complained about once.
    ...new Set(report.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, cwd))),
    ...complaints,
    ...advice,
    ...jobs.flatMap((job) => jobLine(report, job, show)),
  ];
}

/** Plain data for `--json`. */
export function reportJson({ ok, mode, files, orphans, diagnostics }: CompileReport): unknown {
  return { ok, mode, files, orphans, diagnostics };
}

function jobLine(report: CompileReport, job: CompileJob, show: (path: string) => string): string[] {
  const files = report.files.filter((file) => file.job === job.name);
  const outputs = files.flatMap((file) => file.outputs);
  const written = outputs.filter(({ state }) => state === 'created' || state === 'updated').length;
  if (!report.ok && report.mode !== 'check' && files.length === 0) return [`${job.name}: not compiled`];
  const made = `${job.name}: ${count(outputs.length, 'file')} from ${count(files.length, 'source')}`;
  switch (report.mode) {
    case 'dry':
      return [`${made} would be written`];
    case 'check':
      return report.ok ? [`${made} up to date`] : [];
    default:
      return [`${made} in ${show(job.output)}, ${written === 0 ? 'nothing changed' : `${written} written`}`];
  }
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
