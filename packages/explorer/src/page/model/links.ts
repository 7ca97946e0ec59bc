import { type Hop, type Way, wayOf } from '@noctiluca/replay/trace';
import type { Mark } from './marks.js';

/** A way between lanes: a send and the arrival that it led to. */
export interface Link {
  readonly from: Mark;
  readonly to: Mark;
}

/** A mark is found by its peer and number. */
export type FindMark = (peerId: string, seq: number) => Mark | undefined;

export function finder(marks: readonly Mark[]): FindMark {
  const byPeer = new Map<string, Map<number, Mark>>();
  for (const mark of marks) {
    const ofPeer = byPeer.get(mark.peer.peerId) ?? new Map<number, Mark>();
    byPeer.set(mark.peer.peerId, ofPeer.set(mark.entry.seq, mark));
  }
  return (peerId, seq) => byPeer.get(peerId)?.get(seq);
}

/** Which send led to which arrival, from peer to peer and from scope to scope. */
export function linksOf(marks: readonly Mark[]): Link[] {
  const traces = [...new Set(marks.map(({ peer }) => peer))];
  const find = finder(marks);
  return hopsOf(wayOf(traces)).flatMap((hop) =>
    [...hop.next].flatMap(([seq, next]) => {
      const from = find(hop.peer.peerId, fromSeq(hop, seq));
      const to = find(next.peer.peerId, next.arrival.seq);
      return from !== undefined && to !== undefined && from !== to ? [{ from, to }] : [];
    }),
  );
}

/** What goes to another scope of a peer has no send of its own: the run that passed it on led to it. */
function fromSeq(hop: Hop, seq: number): number {
  const entry = hop.entries.find((each) => each.seq === seq);
  return entry?.kind === 'arrived' && entry.run !== undefined ? entry.run : seq;
}

/** Without recursion: a way may be thousands of hops long. */
function hopsOf({ roots }: Way): Hop[] {
  const all = [...roots];
  for (const hop of all) all.push(...hop.next.values());
  return all;
}
