import type { FrameSink, InboundStream } from '../inbound/inbound-frame.js';
import type { AddressShare } from '../network.js';
import { type LaneSide, type LaneStream, NEGOTIATION } from './lane-stream.js';
import { ACK, FIN, FrameType, INITIAL_WINDOW, RST, writeHeader } from './yamux-frames.js';

/** Credit of a stream whose frame does not fit the initial one. */
const LARGE_WINDOW = 1024 * 1024;

/** Who is at the other end of a lane, and the connection that it is of. */
export interface LaneOrigin {
  readonly from: string;
  readonly origin: object;
  readonly address?: AddressShare | undefined;
}

/**
 * A particle coming in. The word that we speak its protocol tells the sender that it was taken: one that sent the frame
 * along gets it then, one that waits for it before it sends gets it as soon as there is room (ADR 022).
 */
export class InboundLaneStream implements LaneStream, InboundStream {
  readonly id: number;
  readonly from: string;
  readonly origin: object;
  readonly address: AddressShare | undefined;
  deadline = Number.POSITIVE_INFINITY;
  credit: number;
  readonly #lane: LaneSide;
  #sink: FrameSink | undefined;
  #held = false;
  #waited = false;
  #answered = false;
  #acknowledged = false;
  #finished = false;
  #remoteClosed = false;
  #gone = false;

  constructor(id: number, { from, origin, address }: LaneOrigin, used: number, lane: LaneSide) {
    this.id = id;
    this.from = from;
    this.origin = origin;
    this.address = address;
    this.credit = INITIAL_WINDOW - used;
    this.#lane = lane;
  }

  get isUseless(): boolean {
    return !this.#finished && !this.#remoteClosed;
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
    this.#giveCredit();
  }

  #giveCredit(): void {
    if (this.#finished || this.#gone || this.#held || this.credit >= INITIAL_WINDOW / 2) return;
    if (this.#sink?.grow() !== true) return;
    const delta = LARGE_WINDOW - this.credit;
    this.credit = LARGE_WINDOW;
    this.#lane.write(writeHeader(FrameType.windowUpdate, this.#ack(), this.id, delta));
  }

  /** The first frame we write of a stream says that we have it. */
  #ack(): number {
    const flag = this.#acknowledged ? 0 : ACK;
    this.#acknowledged = true;
    return flag;
  }

  #answer(write = (bytes: Uint8Array) => this.#lane.write(bytes)): void {
    if (this.#answered) return;
    this.#answered = true;
    write(writeHeader(FrameType.data, this.#ack(), this.id, NEGOTIATION.length));
    write(NEGOTIATION);
  }

  /** Nothing came along with the protocol's name. */
  awaited(): void {
    this.#waited = true;
    if (!this.#held) this.#answer();
  }

  frameEnd(): void {}

  windowUpdate(): void {}

  remoteClosed(): void {
    this.#remoteClosed = true;
    if (this.#finished) this.#lane.remove(this.id);
    else this.#sink?.end();
  }

  remoteReset(): void {
    this.#leave('reset by the peer');
    this.#lane.remove(this.id);
  }

  connectionLost(): void {
    this.#leave('the connection was lost');
  }

  /** The stream is over for the peer; what came whole is still taken. */
  #leave(detail: string): void {
    this.#gone = true;
    this.#sink?.gone(detail);
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
    if (this.#waited) this.#answer();
    this.#giveCredit();
  }

  finish(): void {
    this.#finished = true;
    if (this.#gone) return;
    // What the particle does often goes back the same way: the word goes along with it.
    const write = (bytes: Uint8Array): void => this.#lane.writeUnhurried(bytes);
    this.#answer(write);
    write(writeHeader(FrameType.windowUpdate, FIN, this.id, 0));
    if (this.#remoteClosed) this.#lane.remove(this.id);
    else this.deadline = this.#lane.clock.monotonicMs() + this.#lane.lingerMs;
  }

  reset(): void {
    this.#finished = true;
    if (this.#gone) return;
    this.#gone = true;
    this.#lane.write(writeHeader(FrameType.windowUpdate, RST, this.id, 0));
    this.#lane.remove(this.id);
  }
}
