import type { Logger } from '@noctiluca/lifecycle';
import type { Particle, TraceRecorder } from '@noctiluca/particle';
import { decodePayload } from '@noctiluca/particle';
import { background } from '../background.js';
import { codeOf, describeError } from '../errors.js';
import type { InboundParticle } from '../network.js';
import type { Origins } from '../peers/origins.js';
import { type FrameOwner, type FrameSink, InboundFrame, type InboundStream } from './inbound-frame.js';
import type { InboundMetrics } from './inbound-metrics.js';

/** Bytes of the uvarint in front of a payload. */
function encodingLength(length: number): number {
  return length < 0x80 ? 1 : 1 + encodingLength(Math.floor(length / 0x80));
}

export interface InboundLimits {
  /** Particles taken and not yet settled by the handler. */
  readonly inboundQueue: number;
  /** Largest frame, bytes. */
  readonly frameBytes: number;
  /** Bytes of unfinished and waiting frames, all streams together. */
  readonly bufferedBytes: number;
  /** Milliseconds for one whole frame; time that we held the stream does not count. */
  readonly frameTimeoutMs: number;
}

export interface InboundComponents {
  readonly log: Logger;
  readonly metrics: InboundMetrics;
  readonly trace: TraceRecorder;
  /** Told which connection a particle came through. @default nobody */
  readonly origins?: Origins;
}

type Handler = (inbound: InboundParticle) => Promise<void>;

/** Particle types of upstream's label (spec/nox.md §7.6): spells name their particles so. */
export function particleType(particle: Particle): 'spell' | 'common' {
  return particle.id.startsWith('spell') ? 'spell' : 'common';
}

/**
 * From streams to particles: one frame per stream, bounded. A stream that finds the queue full is held, which leaves
 * its bytes with the sender; it is released when a particle before it has been settled.
 */
export class InboundQueue implements FrameOwner {
  readonly #limits: InboundLimits;
  readonly #log: Logger;
  readonly #metrics: InboundMetrics;
  readonly #trace: TraceRecorder;
  readonly #origins: Origins | undefined;
  readonly #open = new Set<InboundFrame>();
  readonly #held = new Set<InboundFrame>();
  readonly #waiting: InboundParticle[] = [];
  #handler: Handler | undefined;
  #taken = 0;
  #bufferedBytes = 0;
  #sweep: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(limits: InboundLimits, components: InboundComponents) {
    this.#limits = limits;
    this.#log = components.log;
    this.#metrics = components.metrics;
    this.#trace = components.trace;
    this.#origins = components.origins;
  }

  get handler(): Handler | undefined {
    return this.#handler;
  }

  set handler(handler: Handler) {
    this.#handler = handler;
  }

  /** Streams not read because the queue is full. */
  get heldStreams(): number {
    return this.#held.size;
  }

  /** Particles taken and not yet settled. */
  get taken(): number {
    return this.#taken;
  }

  /** Takes a new stream; the result receives its bytes. */
  accept(stream: InboundStream): FrameSink {
    const frame = new InboundFrame(stream, this, this.#limits.frameBytes);
    if (this.#closed) {
      stream.reset('the network is stopping');
      frame.done = true;
      return frame;
    }
    this.#open.add(frame);
    if (this.#full()) this.#hold(frame);
    else this.#startClock(frame);
    return frame;
  }

  /** Drops every open stream and refuses new ones; particles already taken go their way. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#sweep);
    for (const frame of this.#open) {
      this.settle(frame);
      frame.stream.reset('the network is stopping');
    }
    this.#waiting.length = 0;
  }

  #full(): boolean {
    return (
      this.#taken + this.#waiting.length >= this.#limits.inboundQueue ||
      this.#bufferedBytes >= this.#limits.bufferedBytes
    );
  }

  #hold(frame: InboundFrame): void {
    frame.hold();
    this.#held.add(frame);
    this.#metrics.heldStreamsTotal.inc();
    this.#metrics.heldStreams.set(this.#held.size);
    frame.stream.hold();
  }

  #startClock(frame: InboundFrame): void {
    frame.startedAt = performance.now();
    // One timer for all streams: most live for less than a tick, and a timer of their own would cost more than they do.
    this.#sweep ??= background(setInterval(() => this.#dropSlow(), this.#limits.frameTimeoutMs / 4));
  }

  #dropSlow(): void {
    const latest = performance.now() - this.#limits.frameTimeoutMs;
    for (const frame of this.#open) {
      if (frame.startedAt > latest) continue;
      this.drop(frame, 'timeout', `no whole frame within ${this.#limits.frameTimeoutMs} ms`);
    }
    if (this.#open.size === 0) {
      clearInterval(this.#sweep);
      this.#sweep = undefined;
    }
  }

  /** Bytes buffered by a frame changed; over the budget the stream that grew has to go. */
  account(frame: InboundFrame, delta: number): void {
    this.#bufferedBytes += delta;
    if (delta > 0 && this.#bufferedBytes > this.#limits.bufferedBytes) {
      this.drop(frame, 'overloaded', `${this.#bufferedBytes} bytes of frames are waiting`);
    }
  }

  /** A frame is whole. */
  complete(frame: InboundFrame, payload: Uint8Array): void {
    const inbound = this.#decode(frame, payload);
    if (inbound === undefined) return;
    this.settle(frame);
    frame.stream.finish();
    const type = particleType(inbound.particle);
    this.#metrics.receivedParticles.inc({ particle_type: type });
    this.#metrics.particleSizes.observe({ particle_type: type }, inbound.bytes);
    this.#trace.record(inbound.particle.id, { kind: 'received', from: inbound.from, bytes: inbound.bytes });
    if (this.#taken < this.#limits.inboundQueue) this.#take(inbound);
    else this.#waiting.push(inbound);
  }

  #decode(frame: InboundFrame, payload: Uint8Array): InboundParticle | undefined {
    try {
      const message = decodePayload(payload);
      if (message.kind === 'particle') {
        const bytes = payload.byteLength + encodingLength(payload.byteLength);
        this.#origins?.came(frame.stream.origin, message.particle.id);
        return { particle: message.particle, from: frame.stream.from, bytes };
      }
      this.settle(frame);
      frame.stream.finish();
    } catch (error) {
      this.refuse(frame, error);
    }
    return undefined;
  }

  #take(inbound: InboundParticle): void {
    this.#taken++;
    this.#metrics.queueSize.set(this.#taken + this.#waiting.length);
    this.#handle(inbound).then(() => this.#settled());
  }

  async #handle(inbound: InboundParticle): Promise<void> {
    try {
      await this.#handler?.(inbound);
    } catch (error) {
      const detail = describeError(error);
      this.#log.error({ particleId: inbound.particle.id, error: detail }, 'the particle handler failed');
      this.#metrics.droppedFrames.inc({ reason: 'handler-failed' });
      this.#trace.record(inbound.particle.id, {
        kind: 'dropped',
        stage: 'network',
        reason: 'handler-failed',
        detail,
      });
    }
  }

  #settled(): void {
    this.#taken--;
    const next = this.#waiting.shift();
    if (next !== undefined) this.#take(next);
    else this.#metrics.queueSize.set(this.#taken);
    this.#releaseHeld();
  }

  #releaseHeld(): void {
    for (const frame of this.#held) {
      if (this.#full()) return;
      this.#held.delete(frame);
      this.#metrics.heldStreams.set(this.#held.size);
      this.#startClock(frame);
      frame.stream.release();
      frame.resume();
    }
  }

  /** The bytes of a frame are wrong, or end too early. */
  refuse(frame: InboundFrame, error: unknown): void {
    const code = codeOf(error) ?? 'MALFORMED';
    this.drop(frame, code.toLowerCase().replaceAll('_', '-'), describeError(error));
  }

  /** Gives a stream up and says so everywhere. */
  drop(frame: InboundFrame, reason: string, detail: string): void {
    if (frame.done) return;
    this.settle(frame);
    const { from } = frame.stream;
    this.#metrics.droppedFrames.inc({ reason });
    this.#log.warn({ from, reason, detail }, 'inbound frame dropped');
    this.#trace.record('', { kind: 'dropped', stage: 'network', reason, detail: `from ${from}: ${detail}` });
    frame.stream.reset(reason);
    this.#releaseHeld();
  }

  /** Forgets a stream whose fate is known. */
  settle(frame: InboundFrame): void {
    if (frame.done) return;
    frame.done = true;
    this.#bufferedBytes -= frame.buffered;
    frame.buffered = 0;
    frame.clear();
    this.#open.delete(frame);
    if (this.#held.delete(frame)) this.#metrics.heldStreams.set(this.#held.size);
  }
}
