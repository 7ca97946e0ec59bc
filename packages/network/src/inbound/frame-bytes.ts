import type { InboundFrame } from './inbound-frame.js';

interface Holder {
  bytes: number;
  readonly frames: Set<InboundFrame>;
}

/** Bytes that unfinished and waiting frames take, by the peer that sent them. */
export class FrameBytes {
  readonly #byPeer = new Map<string, Holder>();
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
  isFullFor(peerId: string): boolean {
    return !this.mayPromise(0) && !this.isFair(peerId, 0);
  }

  /** Whether so many more may be promised. The other half is for what senders send before they are promised anything. */
  mayPromise(more: number): boolean {
    return this.#total + more < this.#limit / 2;
  }

  /** Whether a peer with so many more bytes has less than its part. */
  isFair(peerId: string, more: number): boolean {
    const own = this.#byPeer.get(peerId)?.bytes ?? 0;
    const others = this.#byPeer.size - (own > 0 ? 1 : 0);
    return others > 0 && own + more < this.#limit / (others + 1);
  }

  /** @param delta change of the bytes that the frame takes */
  change(frame: InboundFrame, delta: number): void {
    const { from } = frame.stream;
    const holder = this.#byPeer.get(from) ?? { bytes: 0, frames: new Set() };
    holder.bytes += delta;
    this.#total += delta;
    holder.frames.add(frame);
    this.#byPeer.set(from, holder);
  }

  forget(frame: InboundFrame): void {
    const { from } = frame.stream;
    const holder = this.#byPeer.get(from);
    if (holder?.frames.delete(frame) !== true) return;
    holder.bytes -= frame.buffered;
    this.#total -= frame.buffered;
    if (holder.frames.size === 0) this.#byPeer.delete(from);
  }

  /**
   * Who gives way first: of the peer that holds most, its newest unfinished frame; else the newest of the whole ones whose
   * sender can still be told.
   */
  first(): InboundFrame | undefined {
    const frames = [...(this.#largest()?.frames ?? [])];
    return (
      frames.findLast(({ payload }) => payload === undefined) ??
      frames.findLast(({ orphaned }) => !orphaned) ??
      frames.at(-1)
    );
  }

  #largest(): Holder | undefined {
    let most: Holder | undefined;
    for (const holder of this.#byPeer.values()) {
      if (most === undefined || holder.bytes > most.bytes) most = holder;
    }
    return most;
  }
}
