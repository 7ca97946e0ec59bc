import type { ParticleSource } from '../network.js';
import type { InboundFrame } from './inbound-frame.js';

/** Whole frames that wait for room. Peers take turns, and each has its frames taken in order. */
export class WaitingFrames {
  readonly #byPeer = new Map<string, Set<InboundFrame>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(frame: InboundFrame): void {
    const { from } = frame.stream;
    const own = this.#byPeer.get(from) ?? new Set();
    own.add(frame);
    this.#byPeer.set(from, own);
    this.#size++;
  }

  delete(frame: InboundFrame): boolean {
    const { from } = frame.stream;
    const own = this.#byPeer.get(from);
    if (own?.delete(frame) !== true) return false;
    if (own.size === 0) this.#byPeer.delete(from);
    this.#size--;
    return true;
  }

  has(peerId: string): boolean {
    return this.#byPeer.has(peerId);
  }

  /** The next one of a peer that may go on; it stands behind all others then. */
  shift(mayGoOn: (source: ParticleSource) => boolean): InboundFrame | undefined {
    for (const [from, own] of this.#byPeer) {
      const [frame] = own;
      if (!mayGoOn(frame!.stream)) continue;
      this.#byPeer.delete(from);
      this.#byPeer.set(from, own);
      this.delete(frame!);
      return frame;
    }
    return undefined;
  }
}
