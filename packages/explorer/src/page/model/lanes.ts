import type { PeerTrace } from '@noctiluca/replay/trace';
import type { Mark } from './marks.js';

/** A band of the picture: one scope of one peer. */
export interface Lane {
  readonly key: string;
  readonly peer: PeerTrace;
  readonly scope: string;
  /** Rows of it: its name, then runs and what takes no time, then calls. */
  readonly rows: number;
  /** Rows above it. */
  readonly top: number;
}

/** A mark and where it stands. */
export interface Placed {
  readonly mark: Mark;
  /** From the top of the picture. */
  readonly row: number;
}

export interface Layout {
  readonly lanes: readonly Lane[];
  /** In the order of the marks. */
  readonly placed: readonly Placed[];
  readonly rows: number;
  readonly fromUs: number;
  readonly toUs: number;
}

/** Rows of calls beside each other; more of them share the last. */
const MAX_CALL_ROWS = 7;

/** @param marks in their order */
export function layoutOf(marks: readonly Mark[]): Layout {
  const byLane = new Map<string, Mark[]>();
  for (const mark of marks) {
    const key = keyOf(mark);
    const lane = byLane.get(key);
    if (lane === undefined) byLane.set(key, [mark]);
    else lane.push(mark);
  }
  const lanes: Lane[] = [];
  const placed = new Array<Placed>(marks.length);
  let top = 0;
  for (const [key, members] of byLane) {
    const rowsOf = callRows(members);
    const rows = 2 + Math.max(0, ...new Set(rowsOf.values()));
    for (const mark of members) placed[mark.index] = { mark, row: top + 1 + (rowsOf.get(mark) ?? 0) };
    lanes.push({ key, peer: members[0]!.peer, scope: members[0]!.scope, rows, top });
    top += rows;
  }
  return { lanes, placed, rows: top, ...timesOf(marks) };
}

export function keyOf({ peer, scope }: Pick<Mark, 'peer' | 'scope'>): string {
  return `${peer.peerId}/${scope}`;
}

/** Calls in the first row below the runs in which there is room, from 1. */
function callRows(marks: readonly Mark[]): Map<Mark, number> {
  const ends: number[] = [];
  const rows = new Map<Mark, number>();
  const calls = marks.filter(({ entry }) => entry.kind === 'called').sort((a, b) => a.fromUs - b.fromUs);
  for (const call of calls) {
    const free = ends.findIndex((end) => end <= call.fromUs);
    const row = free >= 0 ? free : Math.min(ends.length, MAX_CALL_ROWS - 1);
    ends[row] = Math.max(ends[row] ?? 0, call.toUs);
    rows.set(call, row + 1);
  }
  return rows;
}

function timesOf(marks: readonly Mark[]): Pick<Layout, 'fromUs' | 'toUs'> {
  let [fromUs, toUs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const mark of marks) {
    fromUs = Math.min(fromUs, mark.waitFromUs ?? mark.fromUs);
    toUs = Math.max(toUs, mark.toUs);
  }
  return marks.length === 0 ? { fromUs: 0, toUs: 1 } : { fromUs, toUs: Math.max(toUs, fromUs + 1) };
}
