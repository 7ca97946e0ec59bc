import type { TraceEntry } from '@noctiluca/particle';
import type { PeerTrace } from '@noctiluca/replay/trace';

/** What a mark looks like. */
export type Tone =
  | 'wait'
  | 'run'
  | 'call'
  | 'arrival'
  | 'send'
  | 'kept'
  | 'notice'
  | 'drop'
  | 'failed-call'
  | 'failed-run';

/** One event of a particle, as it is drawn. */
export interface Mark {
  /** Number in the order of time, from 0. */
  readonly index: number;
  readonly peer: PeerTrace;
  readonly entry: TraceEntry;
  readonly tone: Tone;
  /** Scope it belongs to: `host`, or a worker's id. */
  readonly scope: string;
  /** Microseconds since the epoch; alike for what takes no time. A send begins when the run that asked for it has ended. */
  readonly fromUs: number;
  readonly toUs: number;
  /** When its work was there and AquaVM was not; absent for all but runs. */
  readonly waitFromUs?: number;
}

/** All events of all peers in the order in which they ended. */
export function marksOf(traces: readonly PeerTrace[]): Mark[] {
  const all = traces.flatMap((peer) => {
    const scopes = scopesOf(peer.entries);
    const ends = new Map(peer.entries.map(({ seq, atUs }) => [seq, atUs]));
    return peer.entries.map((entry) => {
      const runEnd = 'run' in entry && entry.run !== undefined ? ends.get(entry.run) : undefined;
      return { peer, entry, scope: scopes.get(entry.seq) ?? 'host', ...timeOf(entry, runEnd) };
    });
  });
  return all
    .sort((a, b) => a.entry.atUs - b.entry.atUs || a.entry.seq - b.entry.seq)
    .map((mark, index) => ({ ...mark, index, tone: toneOf(mark.entry) }));
}

function scopesOf(entries: readonly TraceEntry[]): Map<number, string> {
  const scopes = new Map<number, string>();
  for (const entry of entries) {
    const run = 'run' in entry && entry.run !== undefined ? scopes.get(entry.run) : undefined;
    scopes.set(entry.seq, 'scope' in entry ? entry.scope : (run ?? 'host'));
  }
  return scopes;
}

function timeOf(entry: TraceEntry, runEnd: number | undefined): Pick<Mark, 'fromUs' | 'toUs' | 'waitFromUs'> {
  const toUs = entry.atUs;
  if (entry.kind === 'sent') return { fromUs: Math.min(runEnd ?? toUs, toUs), toUs };
  if (entry.kind !== 'interpreted' && entry.kind !== 'called') return { fromUs: toUs, toUs };
  const fromUs = toUs - Math.max(0, entry.durationMs) * 1000;
  if (entry.kind === 'called') return { fromUs, toUs };
  return { fromUs, toUs, waitFromUs: fromUs - Math.max(0, entry.waitMs) * 1000 };
}

function toneOf(entry: TraceEntry): Tone {
  switch (entry.kind) {
    case 'received':
    case 'arrived':
      return 'arrival';
    case 'interpreted':
      return entry.retCode === 0 ? 'run' : 'failed-run';
    case 'called':
      return entry.retCode === 0 ? 'call' : 'failed-call';
    case 'sent':
      return 'send';
    case 'kept':
      return 'kept';
    case 'noticed':
      return 'notice';
    default:
      return 'drop';
  }
}
