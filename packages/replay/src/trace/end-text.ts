import type { TraceEntry } from '@noctiluca/particle';
import type { PeerTrace, RecordingFile } from '../recording-file.js';
import { entryText, ms } from './entry-text.js';
import type { Names } from './names.js';
import { openRuns } from './open-runs.js';

/** Drops that say nothing of how it went. */
const ROUTINE = new Set(['actor-ended', 'late-result', 'stopped']);

/** How a particle ended, or why it goes no further: the answer to who asks. */
export function endText({ traces }: RecordingFile, names: Names, nowMs = Date.now()): string {
  const all = traces.flatMap((peer) => peer.entries.map((entry) => ({ peer, entry })));
  const begin = Math.min(...all.map(({ entry }) => entry.atUs));
  const facts = all.find(({ entry }) => entry.kind === 'arrived')?.entry;
  const author = facts?.kind === 'arrived' ? facts : undefined;
  const returned = all
    .filter(({ entry }) => entry.kind === 'sent' && entry.to === author?.initPeerId)
    .sort((a, b) => a.entry.atUs - b.entry.atUs);
  const last = returned.at(-1);
  const failures = all
    .filter(({ entry }) => isFailure(entry))
    .map(({ peer, entry }) => `  ${peer.name}: ${entryText(entry, names)}`);
  const open = traces.flatMap((peer) => openCalls(peer, names));
  const isOver = author !== undefined && nowMs > author.timestamp + author.ttlMs;
  const ending =
    last === undefined
      ? notReturned(open, failures, isOver)
      : `Went back to its author from ${last.peer.name} after ${ms((last.entry.atUs - begin) / 1000)}.`;
  const why = failures.length > 0 ? ['On the way:', ...failures] : [];
  return [ending, ...(last === undefined ? open : []), ...why].join('\n');
}

function notReturned(open: readonly string[], failures: readonly string[], isOver: boolean): string {
  const over = isOver
    ? 'It expired and did not go back to its author'
    : 'It has not gone back to its author so far';
  if (open.length > 0) return `${over}: calls are not answered.`;
  return failures.length > 0
    ? `${over}: something was given up.`
    : `${over}: no peer has anything left to do with it.`;
}

function openCalls({ name, entries }: PeerTrace, names: Names): string[] {
  return openRuns(entries).flatMap(({ run, calls }) => {
    const where = run.scope === 'host' ? name : `${name}, worker ${names.of(run.scope)}`;
    return calls > 0 ? [`  ${where}: ${calls} of ${run.calls} calls of a run`] : [];
  });
}

function isFailure(entry: TraceEntry): boolean {
  if (entry.kind === 'dropped') return !ROUTINE.has(entry.reason);
  if (entry.kind === 'called' || entry.kind === 'interpreted') return entry.retCode !== 0;
  return entry.kind === 'kept';
}
