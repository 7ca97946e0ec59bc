import type { FrameSplitter } from './frame-splitter.js';
import { type LaneSide, type LaneStream, NEGOTIATION, VERSION_BYTES } from './lane-stream.js';
import { FIN, FrameType, INITIAL_WINDOW, RST, SYN, writeHeader } from './yamux-frames.js';

/** Who takes a stream once it has turned out to carry a particle. */
export interface Adopter extends LaneSide {
  adopt(id: number, rest: Uint8Array): void;
  /** A stream is libp2p's. */
  passed(): void;
}

/**
 * An inbound stream that has not named its protocol. All its bytes so far are the start of the particle protocol's
 * negotiation, so handing it to libp2p's muxer means writing these again.
 */
export class NegotiatingStream implements LaneStream {
  readonly id: number;
  readonly deadline: number;
  readonly isUseless = true;
  readonly #lane: Adopter;
  readonly #splitter: FrameSplitter;
  #window = 0;
  #seen = 0;

  constructor(id: number, deadline: number, lane: Adopter, splitter: FrameSplitter) {
    this.id = id;
    this.deadline = deadline;
    this.#lane = lane;
    this.#splitter = splitter;
  }

  get credit(): number {
    return INITIAL_WINDOW - this.#seen;
  }

  data(chunk: Uint8Array): void {
    const expected = NEGOTIATION.subarray(this.#seen, this.#seen + chunk.length);
    if (Buffer.compare(expected, chunk.subarray(0, expected.length)) !== 0) {
      this.#handOver(chunk);
      return;
    }
    this.#seen += expected.length;
    if (this.#seen === NEGOTIATION.length) this.#lane.adopt(this.id, chunk.subarray(expected.length));
  }

  /** A dialler that names only the version in its first frame waits for ours, which is libp2p's to give. */
  frameEnd(): void {
    if (this.#seen === VERSION_BYTES) this.#handOver(NOTHING);
  }

  #handOver(chunk: Uint8Array): void {
    const flags = this.#splitter.ends ? FIN : 0;
    const length = this.#seen + chunk.length + this.#splitter.bodyLeft;
    this.#lane.remove(this.id);
    this.#lane.passed();
    this.#splitter.pass(writeHeader(FrameType.windowUpdate, SYN, this.id, this.#window));
    this.#splitter.pass(writeHeader(FrameType.data, flags, this.id, length));
    this.#splitter.pass(NEGOTIATION.subarray(0, this.#seen));
    this.#splitter.pass(chunk);
    this.#splitter.redirect('pass');
  }

  windowUpdate(delta: number): void {
    this.#window += delta;
  }

  remoteClosed(): void {
    this.expire();
  }

  remoteReset(): void {
    this.#lane.remove(this.id);
  }

  connectionLost(): void {}

  drained(): void {}

  expire(): void {
    this.#lane.write(writeHeader(FrameType.windowUpdate, RST, this.id, 0));
    this.#lane.remove(this.id);
  }

  refuse(): void {
    this.expire();
  }
}

const NOTHING = new Uint8Array(0);
