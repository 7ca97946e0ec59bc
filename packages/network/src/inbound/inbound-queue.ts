import type { Clock } from '@noctiluca/common/clock';
import { codeOf, messageOf } from '@noctiluca/common/thrown';
import type { Logger } from '@noctiluca/lifecycle';
import type { Particle, TraceRecorder } from '@noctiluca/particle';
import { decodePayload } from '@noctiluca/particle';
import type { InboundParticle, ParticleRoom, ParticleSource } from '../network.js';
import type { Origins } from '../peers/origins.js';
import { Credit } from './credit.js';
import { FrameBytes } from './frame-bytes.js';
import { FrameClock } from './frame-clock.js';
import { type Handler, Handling } from './handling.js';
import { type FrameOwner, type FrameSink, InboundFrame, type InboundStream } from './inbound-frame.js';
import type { InboundMetrics } from './inbound-metrics.js';
import { WaitingFrames } from './waiting-frames.js';

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
  readonly clock: Clock;
  /** Told which connection a particle came through. @default nobody */
  readonly origins?: Origins;
}

/** Particle types of upstream's label (spec/nox.md §7.6): spells name their particles so. */
export function particleType(particle: Particle): 'spell' | 'common' {
  return particle.id.startsWith('spell') ? 'spell' : 'common';
}

/**
 * From streams to particles: one frame per stream, bounded. Whoever finds the queue full is held: its sender gets no more
 * credit, and no word that the frame was taken until it was (ADR 022). What is whole is taken or refused, never forgotten.
 * Bytes beyond the bound are those of the peer that holds most.
 */
export class InboundQueue implements FrameOwner {
  readonly #limits: InboundLimits;
  readonly #log: Logger;
  readonly #metrics: InboundMetrics;
  readonly #trace: TraceRecorder;
  readonly #origins: Origins | undefined;
  readonly #handling: Handling;
  readonly #open = new Set<InboundFrame>();
  readonly #waiting = new WaitingFrames();
  readonly #bytes: FrameBytes;
  #room: ParticleRoom | undefined;
  readonly #credit: Credit;
  readonly #clock: FrameClock;
  #closed = false;
  /** Making use of room at this moment. */
  #busy = false;

  constructor(limits: InboundLimits, components: InboundComponents) {
    this.#limits = limits;
    this.#log = components.log;
    this.#metrics = components.metrics;
    this.#trace = components.trace;
    this.#origins = components.origins;
    this.#bytes = new FrameBytes(limits.bufferedBytes);
    this.#handling = new Handling(limits.inboundQueue, components, () => this.#settled());
    this.#credit = new Credit({
      bytes: this.#bytes,
      clock: components.clock,
      metrics: components.metrics,
      giveWay: (frame) =>
        this.drop(frame, 'overloaded', 'its peer holds more than its part of the bytes for frames'),
      mustWait: (source) => this.#fullFor(source),
      goOn: (frame) => this.#clock.start(frame),
      changed: () => this.#metrics.heldStreams.set(this.heldStreams),
    });
    this.#clock = new FrameClock({
      open: this.#open,
      timeoutMs: limits.frameTimeoutMs,
      clock: components.clock,
      onSlow: (frame) => this.drop(frame, 'timeout', `no whole frame within ${limits.frameTimeoutMs} ms`),
      onTick: () => this.#makeUseOfRoom(),
    });
  }

  get handler(): Handler | undefined {
    return this.#handling.handler;
  }

  set handler(handler: Handler) {
    this.#handling.handler = handler;
  }

  /** Has somebody else say whose particles there is room for. */
  dealOut(room: ParticleRoom): void {
    this.#room = room;
    room.onRoom(() => {
      if (this.heldStreams > 0) this.#makeUseOfRoom();
    });
  }

  /** Streams that wait because the queue is full. */
  get heldStreams(): number {
    return this.#credit.held + this.#waiting.size;
  }

  /** Particles taken and not yet settled. */
  get taken(): number {
    return this.#handling.taken;
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
    if (this.#fullFor(stream)) this.#credit.hold(frame);
    else this.#clock.start(frame);
    return frame;
  }

  /** Refuses every open stream and new ones; particles already taken go their way. */
  close(): void {
    this.#closed = true;
    this.#clock.stop();
    const { size } = this.#open;
    if (size > 0) this.#log.warn({ size }, 'Inbound frames given up: the network is stopping');
    for (const frame of this.#open) this.#end(frame, 'stopping', 'the network is stopping');
  }

  #fullFor(source: ParticleSource): boolean {
    if (!this.#mayTake(source) || this.#waiting.has(source.from)) return true;
    return this.#bytes.isFullFor(source);
  }

  #mayTake(source: ParticleSource): boolean {
    return this.#handling.hasRoom && (this.#room?.hasRoom(source) ?? true);
  }

  /** Bytes in memory for a frame changed; over the bound the peer that holds most gives way. */
  account(frame: InboundFrame, delta: number): void {
    this.#bytes.change(frame, delta);
    while (this.#bytes.isOver) {
      const victim = this.#bytes.first();
      if (victim === undefined) return;
      this.drop(victim, 'overloaded', `${this.#bytes.total} bytes of frames are waiting`);
    }
  }

  /** A frame that its first credit cannot hold asks for as much as it announced. */
  reserve(frame: InboundFrame, bytes: number): boolean {
    return this.#credit.reserve(frame, bytes);
  }

  /** A frame is whole. */
  complete(frame: InboundFrame, payload: Uint8Array): void {
    if (this.#mayTake(frame.stream)) this.#take(frame, payload);
    else this.#wait(frame, payload);
  }

  #wait(frame: InboundFrame, payload: Uint8Array): void {
    frame.startedAt = Number.POSITIVE_INFINITY;
    if (!this.#credit.unhold(frame)) {
      this.#metrics.heldStreamsTotal.inc();
      frame.stream.hold();
    }
    this.#waiting.add(frame);
    this.#metrics.heldStreams.set(this.heldStreams);
    frame.wait(payload);
  }

  #take(frame: InboundFrame, payload: Uint8Array): void {
    const inbound = this.#decode(frame, payload);
    if (inbound === undefined) return;
    this.settle(frame);
    frame.stream.finish();
    const type = particleType(inbound.particle);
    this.#metrics.receivedParticles.inc({ particle_type: type });
    this.#metrics.particleSizes.observe({ particle_type: type }, inbound.bytes);
    this.#trace.record(inbound.particle.id, { kind: 'received', from: inbound.from, bytes: inbound.bytes });
    this.#handling.take(inbound);
    this.#metrics.queueSize.set(this.taken);
  }

  #decode(frame: InboundFrame, payload: Uint8Array): InboundParticle | undefined {
    try {
      const message = decodePayload(payload);
      if (message.kind === 'particle') {
        const bytes = payload.byteLength + encodingLength(payload.byteLength);
        this.#origins?.came(frame.stream.origin, message.particle.id);
        const { from, address } = frame.stream;
        return { particle: message.particle, from, address, bytes };
      }
      this.settle(frame);
      frame.stream.finish();
    } catch (error) {
      this.refuse(frame, error);
    }
    return undefined;
  }

  #settled(): void {
    this.#metrics.queueSize.set(this.taken);
    this.#makeUseOfRoom();
  }

  /** What is taken, refused or released may make room for more: the loop goes on then, not the stack down. */
  #makeUseOfRoom(): void {
    if (this.#closed || this.#busy) return;
    this.#busy = true;
    this.#takeWaiting();
    if (this.#credit.held > 0) this.#credit.release(() => this.#handling.hasRoom);
    this.#busy = false;
  }

  /** Whole frames first: they are in memory. */
  #takeWaiting(): void {
    while (this.#handling.hasRoom) {
      const frame = this.#waiting.shift((source) => this.#mayTake(source));
      if (frame === undefined) return;
      this.#metrics.heldStreams.set(this.heldStreams);
      this.#take(frame, frame.payload!);
    }
  }

  /** The bytes of a frame are wrong, or end too early. */
  refuse(frame: InboundFrame, error: unknown): void {
    const code = codeOf(error) ?? 'MALFORMED';
    this.drop(frame, code.toLowerCase().replaceAll('_', '-'), messageOf(error));
  }

  /** Gives a stream up and says so everywhere. */
  drop(frame: InboundFrame, reason: string, detail: string): void {
    if (frame.done) return;
    this.#log.warn({ from: frame.stream.from, reason, detail }, 'Inbound frame dropped');
    this.#end(frame, reason, detail);
    this.#makeUseOfRoom();
  }

  #end(frame: InboundFrame, reason: string, detail: string): void {
    this.settle(frame);
    const { from } = frame.stream;
    this.#metrics.droppedFrames.inc({ reason });
    this.#trace.record('', { kind: 'dropped', stage: 'network', reason, detail: `from ${from}: ${detail}` });
    frame.stream.reset(reason);
  }

  /** Forgets a stream whose fate is known. */
  settle(frame: InboundFrame): void {
    if (frame.done) return;
    frame.done = true;
    this.#open.delete(frame);
    // Most came whole and at once, and are in no other book.
    if (frame.buffered > 0) this.#bytes.forget(frame);
    frame.buffered = 0;
    if (this.#credit.forget(frame) || (frame.payload !== undefined && this.#waiting.delete(frame))) {
      this.#metrics.heldStreams.set(this.heldStreams);
    }
  }
}
