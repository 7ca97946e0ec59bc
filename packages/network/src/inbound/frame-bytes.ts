import type { ParticleSource } from '../network.js';
import type { InboundFrame } from './inbound-frame.js';

interface Holder {
  bytes: number;
  readonly frames: Set<InboundFrame>;
}

/** Those of one site, or a peer whose address says nothing. */
interface Group {
  bytes: number;
  readonly peers: Map<string, Holder>;
}

/**
 * Bytes that unfinished and waiting frames take, by the peer that sent them, and these by where they are: sites share evenly,
 * and within each its peers do, so that more keys bring no more room.
 */
export class FrameBytes {
  readonly #groups = new Map<string, Group>();
  readonly #limit: number;
  #total = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get total(): number {
    return this.#total;
  }

  get isOver(): boolean {
    return this.#total > this.#limit;
  }

  /** Whether a peer has to wait: half of the bytes are taken, and it has its part of them. */
  isFullFor(source: ParticleSource): boolean {
    return !this.mayPromise(0) && !this.isFair(source, 0);
  }

  /** Whether so many more may be promised. The other half is for what senders send before they are promised anything. */
  mayPromise(more: number): boolean {
    return this.#total + more < this.#limit / 2;
  }

  /** Whether a peer with so many more bytes has less than its part. One that is alone has none. */
  isFair(source: ParticleSource, more: number): boolean {
    const group = this.#groups.get(groupOf(source));
    const own = group?.peers.get(source.from)?.bytes ?? 0;
    const groups = this.#groups.size + (group === undefined ? 1 : 0);
    const peers = (group?.peers.size ?? 0) + (own > 0 ? 0 : 1);
    return groups + peers > 2 && own + more < this.#limit / groups / peers;
  }

  /** @param delta change of the bytes that the frame takes */
  change(frame: InboundFrame, delta: number): void {
    const name = groupOf(frame.stream);
    const group = this.#groups.get(name) ?? { bytes: 0, peers: new Map<string, Holder>() };
    const holder = group.peers.get(frame.stream.from) ?? { bytes: 0, frames: new Set() };
    holder.frames.add(frame);
    holder.bytes += delta;
    group.bytes += delta;
    this.#total += delta;
    group.peers.set(frame.stream.from, holder);
    this.#groups.set(name, group);
  }

  forget(frame: InboundFrame): void {
    const name = groupOf(frame.stream);
    const group = this.#groups.get(name);
    const holder = group?.peers.get(frame.stream.from);
    if (group === undefined || holder?.frames.delete(frame) !== true) return;
    holder.bytes -= frame.buffered;
    group.bytes -= frame.buffered;
    this.#total -= frame.buffered;
    if (holder.frames.size === 0) group.peers.delete(frame.stream.from);
    if (group.peers.size === 0) this.#groups.delete(name);
  }

  /**
   * Who gives way first: of the site that holds most the peer that holds most, its newest unfinished frame; else the newest of
   * the whole ones whose sender can still be told.
   */
  first(): InboundFrame | undefined {
    const group = largestOf(this.#groups.values());
    const frames = [...(largestOf(group?.peers.values() ?? [])?.frames ?? [])];
    return (
      frames.findLast(({ payload }) => payload === undefined) ??
      frames.findLast(({ orphaned }) => !orphaned) ??
      frames.at(-1)
    );
  }
}

const groupOf = ({ from, address }: ParticleSource): string => address?.site ?? from;

function largestOf<T extends { readonly bytes: number }>(all: Iterable<T>): T | undefined {
  let most: T | undefined;
  for (const one of all) if (most === undefined || one.bytes > most.bytes) most = one;
  return most;
}
