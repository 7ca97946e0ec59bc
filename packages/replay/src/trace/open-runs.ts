import type { TraceEntry } from '@noctiluca/particle';
import type { RecordingFile } from '../recording-file.js';

/** A run that asked for something of which nothing is told so far. */
export interface OpenRun {
  readonly run: Extract<TraceEntry, { kind: 'interpreted' }>;
  /** Calls without an answer. */
  readonly calls: number;
  /** Next peers that have not taken it, and for which it was not given up. */
  readonly sends: number;
}

/** Runs of one peer of which not all that they asked for is told. */
export function openRuns(entries: readonly TraceEntry[]): OpenRun[] {
  const calls = countByRun(entries, ({ kind }) => kind === 'called');
  const sends = countByRun(entries, isEndOfSend);
  return entries.flatMap((run) => {
    if (run.kind !== 'interpreted') return [];
    const open = {
      calls: Math.max(0, run.calls - (calls.get(run.seq) ?? 0)),
      sends: Math.max(0, run.nextPeers.length - (sends.get(run.seq) ?? 0)),
    };
    return open.calls + open.sends > 0 ? [{ run, ...open }] : [];
  });
}

/** Whether peers have told of all that runs asked for. */
export function isAtRest({ traces }: RecordingFile): boolean {
  return traces.every(({ entries }) => openRuns(entries).length === 0);
}

function isEndOfSend(entry: TraceEntry): boolean {
  if (entry.kind === 'dropped') return entry.stage === 'send';
  // To another scope of the peer it goes as an arrival.
  return entry.kind === 'sent' || entry.kind === 'kept' || entry.kind === 'arrived';
}

function countByRun(
  entries: readonly TraceEntry[],
  isCounted: (entry: TraceEntry) => boolean,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const entry of entries) {
    const run = 'run' in entry ? entry.run : undefined;
    if (run !== undefined && isCounted(entry)) counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}
