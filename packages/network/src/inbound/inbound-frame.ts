import { FrameReader } from '@noctiluca/particle';
import type { ParticleSource } from '../network.js';

/** One inbound particle stream as the queue sees it, whatever carries it. */
export interface InboundStream extends ParticleSource {
  /** The connection it is of. */
  readonly origin: object;
  /** There is no room: stop giving the sender credit, and let one that waits for our word wait. */
  hold(): void;
  /** There is room again. */
  release(): void;
  /** The frame was taken: tell its sender, close our side, ignore what else comes. */
  finish(): void;
  /** Refuse what is left. */
  reset(reason: string): void;
}

/** Where the carrier of a stream delivers what arrives; calls after the end are ignored. */
export interface FrameSink {
  push(chunk: Uint8Array): void;
  /** Whether the sender may be given more credit than each stream begins with; if not, the stream is held. */
  grow(): boolean;
  /** The sender closed its side. */
  end(): void;
  /** The stream was reset or its connection is gone. */
  gone(detail: string): void;
}

/** Who judges what a frame brings. */
export interface FrameOwner {
  /** The bytes in memory for a frame changed by so many. */
  account(frame: InboundFrame, delta: number): void;
  /** Whether a frame may take as many bytes as it announced. */
  reserve(frame: InboundFrame, bytes: number): boolean;
  /** A frame is whole. */
  complete(frame: InboundFrame, payload: Uint8Array): void;
  /** The bytes of a frame are wrong, or end too early. */
  refuse(frame: InboundFrame, error: unknown): void;
  /** A frame will not come. */
  drop(frame: InboundFrame, reason: string, detail: string): void;
}

/**
 * The reading of one stream. A frame that is whole and waits for room is kept whatever becomes of its stream: many senders
 * call it sent as soon as they have closed their side, and reset what the peer leaves open.
 */
export class InboundFrame implements FrameSink {
  readonly stream: InboundStream;
  readonly #owner: FrameOwner;
  readonly #reader: FrameReader;
  #reserved = 0;
  done = false;
  /** The whole frame while it waits for room. */
  payload: Uint8Array | undefined;
  /** The stream is gone; nobody can be told what becomes of the frame. */
  orphaned = false;
  /** Bytes in memory for this frame, as last accounted. */
  buffered = 0;
  startedAt = Number.POSITIVE_INFINITY;

  constructor(stream: InboundStream, owner: FrameOwner, maxPayloadBytes: number) {
    this.stream = stream;
    this.#owner = owner;
    this.#reader = new FrameReader({ maxPayloadBytes });
  }

  /** Keeps a whole frame, apart from the larger buffer that it may have come in. */
  wait(payload: Uint8Array): void {
    this.payload = payload.byteLength === payload.buffer.byteLength ? payload : payload.slice();
    this.#account(payload.byteLength);
  }

  push(chunk: Uint8Array): void {
    if (this.done || this.payload !== undefined) return;
    try {
      const payload = this.#reader.push(chunk)[0];
      if (payload === undefined) this.#account(Math.max(this.#reserved, this.#reader.pendingBytes));
      else this.#owner.complete(this, payload);
    } catch (error) {
      this.#owner.refuse(this, error);
    }
  }

  grow(): boolean {
    if (this.payload !== undefined) return false;
    if (this.done || this.#reserved > 0) return true;
    const bytes = this.#reader.announcedBytes;
    if (!this.#owner.reserve(this, bytes)) return false;
    this.#reserved = bytes;
    this.#account(bytes);
    return !this.done;
  }

  #account(bytes: number): void {
    const delta = bytes - this.buffered;
    this.buffered = bytes;
    this.#owner.account(this, delta);
  }

  end(): void {
    if (this.done || this.payload !== undefined) return;
    try {
      this.#reader.end();
      this.#owner.drop(this, 'empty', 'the stream ended without a frame');
    } catch (error) {
      this.#owner.refuse(this, error);
    }
  }

  gone(detail: string): void {
    if (this.payload === undefined) this.#owner.drop(this, 'stream-lost', detail);
    else this.#orphan();
  }

  #orphan(): void {
    if (this.orphaned || this.done) return;
    this.orphaned = true;
    // Streams are few; what outlives them costs as much as it takes.
    this.#account(this.buffered + ORPHAN_BYTES);
  }
}

/** Memory of a waiting frame beside its payload, bytes. */
const ORPHAN_BYTES = 1024;
