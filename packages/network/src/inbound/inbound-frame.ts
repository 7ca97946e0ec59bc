import { FrameReader } from '@noctiluca/particle';

/** One inbound particle stream as the queue sees it, whatever carries it. */
export interface InboundStream {
  /** Peer at the other end. */
  readonly from: string;
  /** The connection it is of. */
  readonly origin: object;
  /** Stop giving the sender credit. */
  hold(): void;
  /** Give credit again; bytes that came meanwhile are pushed. */
  release(): void;
  /** The frame is complete: close our side, ignore what else comes. */
  finish(): void;
  /** Refuse what is left. */
  reset(reason: string): void;
}

/** Where the carrier of a stream delivers what arrives; calls after the end are ignored. */
export interface FrameSink {
  push(chunk: Uint8Array): void;
  /** The sender closed its side. */
  end(): void;
  /** The stream was reset or its connection is gone. */
  gone(detail: string): void;
}

/** Who judges what a frame brings. */
export interface FrameOwner {
  /** The bytes in memory for a frame changed by so many. */
  account(frame: InboundFrame, delta: number): void;
  /** A frame is whole. */
  complete(frame: InboundFrame, payload: Uint8Array): void;
  /** The bytes of a frame are wrong, or end too early. */
  refuse(frame: InboundFrame, error: unknown): void;
  /** A frame will not come. */
  drop(frame: InboundFrame, reason: string, detail: string): void;
}

/** The reading of one stream. What still comes while it is held waits unread. */
export class InboundFrame implements FrameSink {
  readonly stream: InboundStream;
  readonly #inboundQueue: FrameOwner;
  readonly #reader: FrameReader;
  #unread: Uint8Array[] | undefined;
  #ended = false;
  done = false;
  /** Bytes in memory for this frame, as last accounted. */
  buffered = 0;
  startedAt = Number.POSITIVE_INFINITY;

  constructor(stream: InboundStream, inboundQueue: FrameOwner, maxPayloadBytes: number) {
    this.stream = stream;
    this.#inboundQueue = inboundQueue;
    this.#reader = new FrameReader({ maxPayloadBytes });
  }

  hold(): void {
    this.#unread = [];
  }

  resume(): void {
    const unread = this.#unread ?? [];
    this.#unread = undefined;
    for (const chunk of unread) this.#read(chunk);
    if (this.#ended) this.end();
  }

  clear(): void {
    this.#unread = undefined;
  }

  push(chunk: Uint8Array): void {
    if (this.done) return;
    if (this.#unread === undefined) {
      this.#read(chunk);
    } else {
      this.#unread.push(chunk);
      this.#account(this.buffered + chunk.byteLength);
    }
  }

  #read(chunk: Uint8Array): void {
    if (this.done) return;
    try {
      const payload = this.#reader.push(chunk)[0];
      if (payload === undefined) this.#account(this.#reader.pendingBytes);
      else this.#inboundQueue.complete(this, payload);
    } catch (error) {
      this.#inboundQueue.refuse(this, error);
    }
  }

  #account(bytes: number): void {
    const delta = bytes - this.buffered;
    this.buffered = bytes;
    this.#inboundQueue.account(this, delta);
  }

  end(): void {
    if (this.done) return;
    this.#ended = true;
    if (this.#unread !== undefined) return;
    try {
      this.#reader.end();
      this.#inboundQueue.drop(this, 'empty', 'the stream ended without a frame');
    } catch (error) {
      this.#inboundQueue.refuse(this, error);
    }
  }

  gone(detail: string): void {
    this.#inboundQueue.drop(this, 'stream-lost', detail);
  }
}
