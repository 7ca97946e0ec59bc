import type { TraceEntry } from '@noctiluca/particle';

/** Numbers of what led to an event on the same peer: an arrival, calls whose results it had, the run that asked for it. */
export function causesOf(entry: TraceEntry): number[] {
  if (entry.kind === 'interpreted') {
    return [...(entry.arrival === undefined ? [] : [entry.arrival]), ...(entry.results ?? [])];
  }
  return 'run' in entry && entry.run !== undefined ? [entry.run] : [];
}
