import type { LaneStream } from './lane-stream.js';
import { FIN, FrameType, HEADER_BYTES, type Header, readHeader } from './yamux-frames.js';

/** Says whose a frame is. */
export interface FrameRouter {
  /** The stream that takes the frame's body and end; or nobody, or libp2p's muxer. */
  route(header: Header): LaneStream | 'skip' | 'pass';
}

/**
 * Cuts the bytes of a yamux connection into frames, whatever the chunking, and sorts them: bodies of ours go to their
 * stream as they come, everything else is returned in order.
 */
export class FrameSplitter {
  readonly #router: FrameRouter;
  readonly #head = new Uint8Array(HEADER_BYTES);
  #headBytes = 0;
  #bodyLeft = 0;
  #ends = false;
  #target: LaneStream | 'skip' | 'pass' = 'pass';
  #passed: Uint8Array[] = [];

  constructor(router: FrameRouter) {
    this.#router = router;
  }

  /** Bytes of the current frame that have not come yet. */
  get bodyLeft(): number {
    return this.#bodyLeft;
  }

  /** True when the current frame is the last of its stream. */
  get ends(): boolean {
    return this.#ends;
  }

  split(chunk: Uint8Array): readonly Uint8Array[] {
    this.#passed = [];
    for (let pos = 0; pos < chunk.length; ) {
      pos = this.#bodyLeft > 0 ? this.#takeBody(chunk, pos) : this.#takeHeader(chunk, pos);
    }
    return this.#passed;
  }

  /** From here on the current frame belongs to another. */
  redirect(target: LaneStream | 'pass'): void {
    this.#target = target;
  }

  /** Returns bytes to libp2p's muxer that it has not seen. */
  pass(bytes: Uint8Array): void {
    const last = this.#passed.at(-1);
    // Neighbours in memory are one piece again, so that a chunk without particles passes whole.
    if (
      last !== undefined &&
      last.buffer === bytes.buffer &&
      last.byteOffset + last.length === bytes.byteOffset
    ) {
      this.#passed[this.#passed.length - 1] = new Uint8Array(
        last.buffer,
        last.byteOffset,
        last.length + bytes.length,
      );
    } else if (bytes.length > 0) {
      this.#passed.push(bytes);
    }
  }

  #takeBody(chunk: Uint8Array, pos: number): number {
    const end = Math.min(chunk.length, pos + this.#bodyLeft);
    const piece = chunk.subarray(pos, end);
    this.#bodyLeft -= piece.length;
    if (this.#target === 'pass') this.pass(piece);
    else if (this.#target !== 'skip') this.#target.data(piece);
    if (this.#bodyLeft === 0) this.#endFrame();
    return end;
  }

  #takeHeader(chunk: Uint8Array, pos: number): number {
    if (this.#headBytes === 0 && chunk.length - pos >= HEADER_BYTES) {
      this.#startFrame(readHeader(chunk, pos), chunk.subarray(pos, pos + HEADER_BYTES));
      return pos + HEADER_BYTES;
    }
    const end = Math.min(chunk.length, pos + HEADER_BYTES - this.#headBytes);
    this.#head.set(chunk.subarray(pos, end), this.#headBytes);
    this.#headBytes += end - pos;
    if (this.#headBytes === HEADER_BYTES) {
      this.#headBytes = 0;
      this.#startFrame(readHeader(this.#head, 0), this.#head.slice());
    }
    return end;
  }

  #startFrame(header: Header, bytes: Uint8Array): void {
    this.#ends = (header.flags & FIN) !== 0;
    this.#bodyLeft = header.type === FrameType.data ? header.length : 0;
    this.#target = this.#router.route(header);
    if (this.#target === 'pass') this.pass(bytes);
    if (this.#bodyLeft === 0) this.#endFrame();
  }

  #endFrame(): void {
    const target = this.#target;
    if (target === 'pass' || target === 'skip') return;
    target.frameEnd();
    if (this.#ends && this.#target === target) target.remoteClosed();
  }
}
