import type { Clock } from '@noctiluca/common/clock';
import { background } from '../background.js';
import type { InboundFrame } from './inbound-frame.js';

export interface FrameClockInit {
  /** Frames that are not settled. */
  readonly open: ReadonlySet<InboundFrame>;
  /** Milliseconds for one whole frame; time that we held the stream does not count. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  onSlow(frame: InboundFrame): void;
  /** Called now and then while frames are open. */
  onTick(): void;
}

/** Time for frames. One timer for all: most live for less than a tick, and a timer of their own would cost more than they do. */
export class FrameClock {
  readonly #init: FrameClockInit;
  #sweep: NodeJS.Timeout | undefined;

  constructor(init: FrameClockInit) {
    this.#init = init;
  }

  start(frame: InboundFrame): void {
    frame.startedAt = this.#init.clock.monotonicMs();
    this.#sweep ??= background(setInterval(() => this.#tick(), this.#init.timeoutMs / 4));
  }

  stop(): void {
    clearInterval(this.#sweep);
    this.#sweep = undefined;
  }

  #tick(): void {
    const { open, timeoutMs, clock, onSlow, onTick } = this.#init;
    const latest = clock.monotonicMs() - timeoutMs;
    for (const frame of open) if (frame.startedAt <= latest) onSlow(frame);
    onTick();
    if (open.size === 0) this.stop();
  }
}
