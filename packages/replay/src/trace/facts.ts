import type { TraceEntry } from '@noctiluca/particle';
import type { RecordingFile } from '../recording-file.js';

/** What a particle's first arrival tells of it: author, ttl, script. */
export function factsOf({
  traces,
}: Pick<RecordingFile, 'traces'>): Extract<TraceEntry, { kind: 'arrived' }> | undefined {
  for (const { entries } of traces) {
    for (const entry of entries) if (entry.kind === 'arrived') return entry;
  }
  return undefined;
}
