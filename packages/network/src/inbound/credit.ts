import type { Clock } from '@noctiluca/common/clock';
import type { ParticleSource } from '../network.js';
import type { FrameBytes } from './frame-bytes.js';
import type { InboundFrame } from './inbound-frame.js';
import type { InboundMetrics } from './inbound-metrics.js';

/** Held streams looked at whenever room was made; a bound of the time it takes. */
const RELEASES = 64;
/** An unfinished frame is slow after this, milliseconds. */
const SLOW_MS = 1000;

export interface CreditComponents {
  readonly bytes: FrameBytes;
  readonly clock: Clock;
  readonly metrics: Pick<InboundMetrics, 'heldStreamsTotal'>;
  /** A frame has to go for another's sake. */
  giveWay(frame: InboundFrame): void;
  /** Whether there is no room for somebody. */
  mustWait(source: ParticleSource): boolean;
  /** A frame goes on. */
  goOn(frame: InboundFrame): void;
  /** The number of held streams changed. */
  changed(): void;
}

/** Which frames that are not whole may go on, and which have to wait. */
export class Credit {
  readonly #components: CreditComponents;
  readonly #held = new Set<InboundFrame>();
  /** Promised the bytes that they announced. */
  readonly #promised = new Set<InboundFrame>();

  constructor(components: CreditComponents) {
    this.#components = components;
  }

  /** Frames that have to wait. */
  get held(): number {
    return this.#held.size;
  }

  hold(frame: InboundFrame): void {
    frame.startedAt = Number.POSITIVE_INFINITY;
    this.#held.add(frame);
    this.#components.metrics.heldStreamsTotal.inc();
    this.#components.changed();
    frame.stream.hold();
  }

  /**
   * A frame that its first credit cannot hold asks for as much as it announced. It waits when the bytes are taken, unless
   * no other was promised any: one may always go on.
   */
  reserve(frame: InboundFrame, bytes: number): boolean {
    if (this.#held.has(frame)) return false;
    const more = bytes - frame.buffered;
    const isFree = this.#components.bytes.mayPromise(more) || this.#promised.size === 0;
    if (isFree || this.#makeRoom(frame.stream, more)) {
      this.#promised.add(frame);
      return true;
    }
    this.hold(frame);
    return false;
  }

  /** For a peer with less than its part, a slow frame of one that has more gives way. */
  #makeRoom(source: ParticleSource, more: number): boolean {
    const { bytes, clock, giveWay } = this.#components;
    const victim = bytes.first();
    const isSlow = victim !== undefined && clock.monotonicMs() - victim.startedAt > SLOW_MS;
    if (!isSlow || !bytes.isFair(source, more) || bytes.isFair(victim.stream, 0)) return false;
    giveWay(victim);
    return true;
  }

  /** Lets frames go on whose peers have room. @param hasRoom whether anybody has any */
  release(hasRoom: () => boolean): void {
    let tries = RELEASES;
    for (const frame of this.#held) {
      if (!hasRoom() || tries-- === 0) return;
      if (!this.#components.mustWait(frame.stream)) this.#release(frame);
      else if (this.#held.size > RELEASES) {
        // Those of one peer are not to stand before all others each time.
        this.#held.delete(frame);
        this.#held.add(frame);
      }
    }
  }

  #release(frame: InboundFrame): void {
    this.#held.delete(frame);
    this.#components.changed();
    this.#components.goOn(frame);
    frame.stream.release();
  }

  /** Whether it was held. */
  unhold(frame: InboundFrame): boolean {
    return this.#held.delete(frame);
  }

  forget(frame: InboundFrame): boolean {
    this.#promised.delete(frame);
    return this.#held.delete(frame);
  }
}
