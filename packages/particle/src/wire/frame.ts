import { FRAME_BUFFER_START_BYTES, MAX_PAYLOAD_BYTES } from '../constants.js';
import { ParticleError } from '../errors.js';
import type { Particle } from '../particle.js';
import { planPayload, writePayload } from './codec.js';
import { uvarintLength, writeUvarint } from './uvarint.js';

export interface FrameInit {
  /** Largest payload, bytes. @default 104857600 (100 MiB) */
  maxPayloadBytes?: number;
}

/**
 * Encodes a particle as `uvarint(length) payload` (spec/nox.md §1.4) in one allocation.
 *
 * @throws ParticleError `FRAME_TOO_LARGE` and everything that `planPayload` refuses
 */
export function encodeFrame(particle: Particle, init: FrameInit = {}): Uint8Array {
  const plan = planPayload(particle, init.maxPayloadBytes);
  const headBytes = uvarintLength(plan.size);
  const out = Buffer.allocUnsafeSlow(headBytes + plan.size);
  writeUvarint(plan.size, out);
  writePayload(out, headBytes, particle, plan);
  return new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
}

/** The prefix and an empty map; shorter frames only serve to make many objects of few bytes. */
const MIN_PAYLOAD_BYTES = 3;

/** Length bytes that can matter: five carry 35 bits, far above any limit. */
const MAX_LENGTH_BYTES = 5;

/**
 * Cuts the bytes of a stream into payloads, whatever the chunking.
 *
 * The announced length is checked before anything is allocated, and the buffer follows the bytes that really arrive
 * (at most twice as many), so that announcing 99 MiB costs the receiver nothing. After an error the reader stays broken:
 * drop the stream.
 */
export class FrameReader {
  readonly #maxPayloadBytes: number;
  #error: ParticleError | undefined;
  /** Length of the current frame so far, as a varint being read or as the complete number. */
  #length = 0;
  #lengthBytes = 0;
  #lengthKnown = false;
  #buffer: Uint8Array = EMPTY;
  #filled = 0;

  constructor(init: FrameInit = {}) {
    this.#maxPayloadBytes = init.maxPayloadBytes ?? MAX_PAYLOAD_BYTES;
  }

  /** Bytes received of a frame that is not complete, its length included. Zero between frames. */
  get pendingBytes(): number {
    return this.#lengthBytes + this.#filled;
  }

  /** Length of the payload that a frame in progress announces; 0 until it is known. */
  get announcedBytes(): number {
    return this.#lengthKnown ? this.#length : 0;
  }

  /**
   * Takes the next chunk; returns the payloads completed by it, in order. nox sends one frame per stream (spec/nox.md
   * §1.5), so the answer is usually empty or holds one payload. A payload that lies within one chunk is a view
   * of it: decode it before the chunk is reused.
   *
   * @throws ParticleError `FRAME_TOO_LARGE`, `BAD_FRAME_LENGTH`; the same again on every later call. When good frames
   *   stood before the fault in one chunk, they are returned and the next call throws
   */
  push(chunk: Uint8Array): Uint8Array[] {
    if (this.#error !== undefined) throw this.#error;
    const payloads: Uint8Array[] = [];
    let pos = 0;
    while (pos < chunk.length && this.#error === undefined) {
      if (this.#lengthKnown) pos = this.#takePayload(chunk, pos);
      else this.#takeLengthByte(chunk[pos++]!);
      if (this.#lengthKnown && this.#filled === this.#length) payloads.push(this.#finishFrame());
    }
    if (this.#error !== undefined && payloads.length === 0) throw this.#error;
    return payloads;
  }

  /** Says that the stream has ended. @throws ParticleError `FRAME_TRUNCATED` when that is inside a frame */
  end(): void {
    if (this.#error !== undefined) throw this.#error;
    if (this.pendingBytes === 0) return;
    const whole = this.#lengthKnown ? `${this.#filled} of ${this.#length} bytes` : 'a part of its length';
    throw this.#fail('FRAME_TRUNCATED', `the stream ended inside a frame, after ${whole}`);
  }

  #takeLengthByte(byte: number): void {
    if (byte === 0 && this.#lengthBytes > 0) {
      this.#fail('BAD_FRAME_LENGTH', 'the length of the frame is not in its shortest form');
      return;
    }
    this.#length += (byte & 0x7f) * 2 ** (7 * this.#lengthBytes);
    this.#lengthBytes++;
    const more = byte >= 0x80;
    if (this.#length > this.#maxPayloadBytes) {
      this.#fail('FRAME_TOO_LARGE', `the frame announces more than ${this.#maxPayloadBytes} bytes`);
    } else if (more && this.#lengthBytes === MAX_LENGTH_BYTES) {
      this.#fail('BAD_FRAME_LENGTH', `the length of the frame takes more than ${MAX_LENGTH_BYTES} bytes`);
    } else if (!more && this.#length < MIN_PAYLOAD_BYTES) {
      this.#fail('BAD_FRAME_LENGTH', `a frame of ${this.#length} bytes can hold no particle`);
    } else {
      this.#lengthKnown = !more;
    }
  }

  #takePayload(chunk: Uint8Array, pos: number): number {
    const end = Math.min(chunk.length, pos + this.#length - this.#filled);
    if (end - pos === this.#length) {
      this.#buffer = chunk.subarray(pos, end);
    } else {
      this.#reserve(this.#filled + end - pos);
      this.#buffer.set(chunk.subarray(pos, end), this.#filled);
    }
    this.#filled += end - pos;
    return end;
  }

  #reserve(needed: number): void {
    if (needed <= this.#buffer.length) return;
    const capacity = Math.max(needed, FRAME_BUFFER_START_BYTES, this.#buffer.length * 2);
    const grown = new Uint8Array(Math.min(this.#length, capacity));
    grown.set(this.#buffer.subarray(0, this.#filled));
    this.#buffer = grown;
  }

  #finishFrame(): Uint8Array {
    const payload = this.#buffer.subarray(0, this.#length);
    this.#reset();
    return payload;
  }

  #reset(): void {
    this.#length = 0;
    this.#lengthBytes = 0;
    this.#lengthKnown = false;
    this.#buffer = EMPTY;
    this.#filled = 0;
  }

  #fail(code: ParticleError['code'], message: string): ParticleError {
    this.#reset();
    this.#error = new ParticleError(code, message);
    return this.#error;
  }
}

const EMPTY = new Uint8Array(0);
