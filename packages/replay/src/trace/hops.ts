import type { TraceEntry } from '@noctiluca/particle';
import type { PeerTrace } from '../recording-file.js';

type Of<K extends TraceEntry['kind']> = Extract<TraceEntry, { kind: K }>;

/** What came of one arrival of a particle at a peer. */
export interface Hop {
  readonly peer: PeerTrace;
  readonly arrival: Of<'arrived'> | Of<'received'>;
  /** Peer it came from; undefined when it was made here, or came from another scope of this peer. */
  readonly from: string | undefined;
  /** Its runs, their calls and what else came of them, oldest first. */
  readonly entries: TraceEntry[];
  /** Where it was sent from here, by the number of the entry that tells of it. */
  readonly next: Map<number, Hop>;
}

/** The way of a particle: where it began, and what belongs to no arrival. */
export interface Way {
  readonly roots: readonly Hop[];
  readonly stray: readonly { readonly peer: PeerTrace; readonly entry: TraceEntry }[];
}

/**
 * Puts what peers tell of a particle together to one tree. Within a peer entries name what led to them; between peers the n-th
 * copy sent from one to another is the n-th that came from there.
 */
export function wayOf(traces: readonly PeerTrace[]): Way {
  const hops = traces.map((peer) => new PeerHops(peer));
  const all = hops.flatMap((peer) => peer.hops);
  const reached = new Set<Hop>();
  for (const hop of all) {
    for (const entry of hop.entries) {
      const next = entry.kind === 'sent' ? takeArrival(all, hop, entry, reached) : undefined;
      if (next !== undefined) hop.next.set(entry.seq, next);
    }
  }
  for (const peer of hops) peer.joinScopes(reached);
  const roots = all.filter((hop) => !reached.has(hop)).sort(byTime);
  return { roots, stray: hops.flatMap(({ peer, stray }) => stray.map((entry) => ({ peer, entry }))) };
}

/** Hops on one peer. */
class PeerHops {
  readonly peer: PeerTrace;
  readonly hops: Hop[] = [];
  readonly stray: TraceEntry[] = [];
  /** By the number of an arrival, a run or a call. */
  readonly #hopOf = new Map<number, Hop>();
  /** What the network brought and is not behind the door yet. */
  readonly #received: Of<'received'>[] = [];

  constructor(peer: PeerTrace) {
    this.peer = peer;
    for (const entry of [...peer.entries].sort((a, b) => a.seq - b.seq)) this.#add(entry);
    for (const arrival of this.#received) this.#open(arrival, arrival.from);
  }

  /** What went from one scope to another hangs below the run that passed it on. */
  joinScopes(reached: Set<Hop>): void {
    for (const hop of this.hops) {
      const run = hop.arrival.kind === 'arrived' ? hop.arrival.run : undefined;
      const from = run === undefined ? undefined : this.#hopOf.get(run);
      if (from === undefined || from === hop) continue;
      from.entries.push(hop.arrival);
      from.entries.sort((a, b) => a.seq - b.seq);
      from.next.set(hop.arrival.seq, hop);
      reached.add(hop);
    }
  }

  #add(entry: TraceEntry): void {
    if (entry.kind === 'received') this.#received.push(entry);
    else if (entry.kind === 'arrived') {
      const brought = entry.run === undefined ? this.#received.shift() : undefined;
      this.#open(entry, brought?.from);
    } else this.#append(entry);
  }

  #open(arrival: Hop['arrival'], from: string | undefined): void {
    const hop: Hop = { peer: this.peer, arrival, from, entries: [], next: new Map() };
    this.hops.push(hop);
    this.#hopOf.set(arrival.seq, hop);
  }

  #append(entry: TraceEntry): void {
    const hop = this.#causeOf(entry) ?? this.hops.at(-1);
    if (hop === undefined) this.stray.push(entry);
    else {
      hop.entries.push(entry);
      this.#hopOf.set(entry.seq, hop);
    }
  }

  #causeOf(entry: TraceEntry): Hop | undefined {
    const causes =
      entry.kind === 'interpreted'
        ? [entry.arrival, ...(entry.results ?? [])]
        : ['run' in entry ? entry.run : undefined];
    for (const cause of causes) {
      const hop = cause === undefined ? undefined : this.#hopOf.get(cause);
      if (hop !== undefined) return hop;
    }
    return undefined;
  }
}

function takeArrival(
  hops: readonly Hop[],
  from: Hop,
  { to }: Of<'sent'>,
  reached: Set<Hop>,
): Hop | undefined {
  const next = hops
    .filter((hop) => !reached.has(hop) && hop.peer.peerId === to && hop.from === from.peer.peerId)
    .sort(byTime)[0];
  if (next !== undefined) reached.add(next);
  return next;
}

function byTime(a: Hop, b: Hop): number {
  return a.arrival.atUs - b.arrival.atUs;
}
