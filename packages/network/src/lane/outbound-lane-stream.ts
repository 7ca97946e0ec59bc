import type { SendResult } from '../network.js';
import { type LaneSide, type LaneStream, NEGOTIATION } from './lane-stream.js';
import { FIN, FrameType, INITIAL_WINDOW, RST, SYN, writeHeader } from './yamux-frames.js';

/** Largest piece of a frame written at once, so that a large particle does not hold up the others. */
const MAX_PIECE = 64 * 1024 - 512;
/**
 * A particle going out. Negotiation and particle leave together, without the round trip in between that libp2p makes;
 * the result still waits for the peer's word that it speaks the protocol.
 */
export class OutboundLaneStream implements LaneStream {
  readonly id: number;
  readonly credit = INITIAL_WINDOW;
  deadline: number;
  readonly #lane: LaneSide;
  readonly #frame: Uint8Array;
  readonly #timeoutMs: number;
  #settle: ((result: SendResult) => void) | undefined;
  #window = INITIAL_WINDOW - NEGOTIATION.length;
  #sent = 0;
  #opened = false;
  #confirmed = 0;
  #remoteClosed = false;

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
    this.deadline = performance.now() + timeoutMs;
  }

  /** Writes what credit and connection allow. */
  drained(): void {
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
    // The peer has the particle; a write of its own would cost as much as the call.
    this.#lane.writeUnhurried(writeHeader(FrameType.windowUpdate, FIN, this.id, 0));
    this.#result({ status: 'ok', bytes: this.#frame.length });
    if (this.#remoteClosed) this.#lane.remove(this.id);
    else this.#linger();
  }

  #linger(): void {
    this.deadline = performance.now() + this.#lane.lingerMs;
    this.#lane.lingers(this);
  }

  windowUpdate(delta: number): void {
    this.#window += delta;
    this.drained();
  }

  remoteClosed(): void {
    this.#remoteClosed = true;
    if (this.#settle === undefined) this.#lane.remove(this.id);
    else this.refuse('the peer closed the stream before it had the particle');
  }

  remoteReset(): void {
    this.#lane.remove(this.id);
    this.#result({ status: 'protocol-error', detail: 'the peer reset the stream' });
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
