import type { SendResult } from '../network.js';
import { type LaneSide, type LaneStream, NEGOTIATION } from './lane-stream.js';
import type { Departure } from './outbound-window.js';
import { FIN, FrameType, INITIAL_WINDOW, RST, SYN, writeHeader } from './yamux-frames.js';

/** Largest piece of a frame written at once, so that a large particle does not hold up the others. */
const MAX_PIECE = 64 * 1024 - 512;

/**
 * A particle going out. Negotiation and particle leave together, without the round trip in between that libp2p makes. The
 * result waits for the peer's word that it speaks the protocol, which a lane gives when it has taken the particle; of peers
 * that say so it waits for the end as well, which is the word of those without a lane (ADR 022).
 */
export class OutboundLaneStream implements LaneStream, Departure {
  readonly id: number;
  readonly credit = INITIAL_WINDOW;
  readonly isUseless = false;
  isUnderWay = false;
  deadline: number;
  readonly #lane: LaneSide;
  readonly #frame: Uint8Array;
  readonly #timeoutMs: number;
  #settle: ((result: SendResult) => void) | undefined;
  #window = INITIAL_WINDOW - NEGOTIATION.length;
  #sent = 0;
  #started = false;
  #opened = false;
  #confirmed = 0;
  #remoteClosed = false;
  #ended = false;

  constructor(
    id: number,
    frame: Uint8Array,
    timeoutMs: number,
    lane: LaneSide,
    settle: (result: SendResult) => void,
  ) {
    this.id = id;
    this.#frame = frame;
    this.#timeoutMs = timeoutMs;
    this.#lane = lane;
    this.#settle = settle;
    this.deadline = lane.clock.monotonicMs() + timeoutMs;
  }

  get firstBytes(): number {
    return Math.min(this.#frame.length, INITIAL_WINDOW);
  }

  /** It is this one's turn to leave. */
  start(): void {
    this.#started = true;
    this.drained();
  }

  /** Writes what credit and connection allow. */
  drained(): void {
    if (!this.#started) return;
    while (this.#sent < this.#frame.length && !this.#lane.blocked) {
      const end = Math.min(this.#frame.length, this.#sent + Math.min(this.#window, MAX_PIECE));
      if (end === this.#sent) return;
      this.#writePiece(this.#frame.subarray(this.#sent, end));
      this.#window -= end - this.#sent;
      this.#sent = end;
    }
    this.#closeWhenDone();
  }

  #writePiece(piece: Uint8Array): void {
    if (this.#opened) {
      this.#lane.write(writeHeader(FrameType.data, 0, this.id, piece.length));
    } else {
      this.#opened = true;
      this.#lane.write(writeHeader(FrameType.data, SYN, this.id, NEGOTIATION.length + piece.length));
      this.#lane.write(NEGOTIATION);
    }
    this.#lane.write(piece);
  }

  data(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (this.#confirmed === NEGOTIATION.length) return;
      if (byte !== NEGOTIATION[this.#confirmed]) {
        this.refuse('the peer does not speak the particle protocol');
        return;
      }
      this.#confirmed++;
    }
    this.#closeWhenDone();
  }

  frameEnd(): void {}

  /**
   * The end is a frame of its own, and waits for the peer's word: libp2p 3 loses what came before the end when it is still
   * negotiating, and any js peer acts on an end before the data of the same frame.
   */
  #closeWhenDone(): void {
    if (this.#settle === undefined || this.#sent < this.#frame.length) return;
    if (this.#confirmed < NEGOTIATION.length) return;
    if (!this.#ended) {
      this.#ended = true;
      // The peer has the particle; a write of its own would cost as much as the call.
      this.#lane.writeUnhurried(writeHeader(FrameType.windowUpdate, FIN, this.id, 0));
    }
    if (this.#remoteClosed) this.#lane.remove(this.id);
    else if (this.#lane.endMeansTaken !== false) return;
    else this.#linger();
    this.#result({ status: 'ok', bytes: this.#frame.length });
  }

  #linger(): void {
    this.deadline = this.#lane.clock.monotonicMs() + this.#lane.lingerMs;
    this.#lane.lingers(this);
  }

  windowUpdate(delta: number): void {
    this.#window += delta;
    this.drained();
  }

  remoteClosed(): void {
    this.#remoteClosed = true;
    if (this.#settle === undefined) this.#lane.remove(this.id);
    else if (this.#ended) this.#closeWhenDone();
    else this.refuse('the peer closed the stream before it had the particle');
  }

  remoteReset(): void {
    this.#lane.remove(this.id);
    const detail = this.#ended ? 'the peer refused the particle' : 'the peer reset the stream';
    this.#result({ status: 'protocol-error', detail });
  }

  connectionLost(): void {
    this.#result({ status: 'not-connected' });
  }

  expire(): void {
    this.giveUp(`no answer within ${this.#timeoutMs} ms`);
  }

  refuse(detail: string): void {
    this.#fail({ status: 'protocol-error', detail });
  }

  /** Ends the stream unless it is done, and the send as timed out. */
  giveUp(detail: string): void {
    this.#fail({ status: 'timed-out', afterMs: this.#timeoutMs, detail });
  }

  #fail(result: SendResult): void {
    if (this.#opened) this.#lane.write(writeHeader(FrameType.windowUpdate, RST, this.id, 0));
    this.#sent = this.#frame.length;
    this.#lane.remove(this.id);
    this.#result(result);
  }

  #result(result: SendResult): void {
    this.#settle?.(result);
    this.#settle = undefined;
  }
}
