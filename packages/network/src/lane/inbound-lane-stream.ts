import type { FrameSink, InboundStream } from '../inbound/inbound-frame.js';
import { type LaneSide, type LaneStream, NEGOTIATION } from './lane-stream.js';
import { ACK, FIN, FrameType, INITIAL_WINDOW, RST, writeHeader } from './yamux-frames.js';

/** Credit of a stream whose frame does not fit the initial one. */
const LARGE_WINDOW = 1024 * 1024;

/** Who is at the other end of a lane, and the connection that it is of. */
export interface LaneOrigin {
  readonly from: string;
  readonly origin: object;
}

/** A particle coming in. */
export class InboundLaneStream implements LaneStream, InboundStream {
  readonly id: number;
  readonly from: string;
  readonly origin: object;
  deadline = Number.POSITIVE_INFINITY;
  credit: number;
  readonly #lane: LaneSide;
  #sink: FrameSink | undefined;
  #held = false;
  #finished = false;
  #remoteClosed = false;

  constructor(id: number, { from, origin }: LaneOrigin, used: number, lane: LaneSide) {
    this.id = id;
    this.from = from;
    this.origin = origin;
    this.credit = INITIAL_WINDOW - used;
    this.#lane = lane;
    lane.write(writeHeader(FrameType.data, ACK, id, NEGOTIATION.length));
    lane.write(NEGOTIATION);
  }

  attach(sink: FrameSink): void {
    this.#sink = sink;
  }

  data(chunk: Uint8Array): void {
    this.credit -= chunk.byteLength;
    if (this.#finished) {
      this.reset();
      return;
    }
    this.#sink?.push(chunk);
    if (!this.#held && !this.#finished && this.credit < INITIAL_WINDOW / 2) this.#giveCredit();
  }

  #giveCredit(): void {
    const delta = LARGE_WINDOW - this.credit;
    this.credit = LARGE_WINDOW;
    this.#lane.write(writeHeader(FrameType.windowUpdate, 0, this.id, delta));
  }

  frameEnd(): void {}

  windowUpdate(): void {}

  remoteClosed(): void {
    this.#remoteClosed = true;
    if (this.#finished) this.#lane.remove(this.id);
    else this.#sink?.end();
  }

  remoteReset(): void {
    this.#lane.remove(this.id);
    this.#sink?.gone('reset by the peer');
  }

  connectionLost(): void {
    this.#sink?.gone('the connection was lost');
  }

  drained(): void {}

  /** Only set after `finish`: the peer keeps its side open. */
  expire(): void {
    this.reset();
  }

  refuse(detail: string): void {
    this.#sink?.gone(detail);
    this.reset();
  }

  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
    if (!this.#finished && this.credit < INITIAL_WINDOW / 2) this.#giveCredit();
  }

  finish(): void {
    this.#finished = true;
    this.#lane.write(writeHeader(FrameType.windowUpdate, FIN, this.id, 0));
    if (this.#remoteClosed) this.#lane.remove(this.id);
    else this.deadline = performance.now() + this.#lane.lingerMs;
  }

  reset(): void {
    this.#finished = true;
    this.#lane.write(writeHeader(FrameType.windowUpdate, RST, this.id, 0));
    this.#lane.remove(this.id);
  }
}
