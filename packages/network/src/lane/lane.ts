import type { MessageStream } from '@libp2p/interface';
import type { Clock } from '@noctiluca/common/clock';
import { background } from '../background.js';
import { MAX_LINGERING, MAX_UNCONFIRMED_BYTES } from '../constants.js';
import type { InboundQueue } from '../inbound/inbound-queue.js';
import type { SendResult } from '../network.js';
import type { Batch } from './batch.js';
import { type FrameRouter, FrameSplitter } from './frame-splitter.js';
import { InboundLaneStream, type LaneOrigin } from './inbound-lane-stream.js';
import { type LaneSide, type LaneStream, NEGOTIATION } from './lane-stream.js';
import { NegotiatingStream } from './negotiating-stream.js';
import { OutboundLaneStream } from './outbound-lane-stream.js';
import { OutboundWindow } from './outbound-window.js';
import { FrameType, type Header, RST, SYN } from './yamux-frames.js';

export interface LaneLimits {
  /** Particle streams per direction. */
  readonly streams: number;
  /** Milliseconds: negotiating, sending one particle, waiting for the other side's end. */
  readonly upgradeMs: number;
  readonly sendMs: number;
  readonly lingerMs: number;
}

export interface LaneComponents {
  readonly connection: MessageStream;
  readonly batch: Batch;
  readonly inboundQueue: InboundQueue;
  readonly clock: Clock;
  /** Nobody watches without. */
  readonly watch?: LaneWatch | undefined;
}

/** Who watches what a peer does with streams. False ends the lane: nothing more is read. */
export interface LaneWatch {
  /** It reset a stream before anything came of it. */
  uselessReset(from: LaneOrigin | undefined): boolean;
  /** It opened a stream that is libp2p's. */
  otherStream(from: LaneOrigin | undefined): boolean;
}

/** Our outbound ids start here; libp2p counts up from 1 and stays below it. */
const FIRST_ID = 0x4000_0000;
const LAST_ID = 0xffff_fff0;
/** How often overdue streams are looked for, milliseconds. */
const SWEEP_MS = 250;

/**
 * The particle streams of one yamux connection, told apart from all others before libp2p's muxer sees them. libp2p gives
 * each stream several event targets, signals and a transaction of the peer store; a particle needs a few frames. What is
 * no particle passes through unchanged.
 *
 * Streams are recognised by their first bytes: an inbound one is negotiating until it names a protocol.
 */
export class Lane implements LaneSide, FrameRouter {
  readonly lingerMs: number;
  readonly clock: Clock;
  #endMeansTaken: boolean | undefined;
  readonly #limits: LaneLimits;
  readonly #batch: Batch;
  readonly #inboundQueue: InboundQueue;
  readonly #streams = new Map<number, LaneStream>();
  readonly #lingering = new Set<LaneStream>();
  readonly #splitter = new FrameSplitter(this);
  readonly #window = new OutboundWindow(MAX_UNCONFIRMED_BYTES);
  readonly #remoteParity: number;
  #nextId: number;
  #inbound = 0;
  #outbound = 0;
  /** Who is at the other end; streams are ours only from when the connection was admitted. */
  #from: LaneOrigin | undefined;
  #sweep: NodeJS.Timeout | undefined;
  readonly #watch: LaneWatch | undefined;
  /** After an offence nothing is read any more. */
  #ended = false;

  constructor(limits: LaneLimits, { connection, batch, inboundQueue, clock, watch }: LaneComponents) {
    this.clock = clock;
    this.#watch = watch;
    this.#limits = limits;
    this.lingerMs = limits.lingerMs;
    this.#batch = batch;
    this.#inboundQueue = inboundQueue;
    // The dialler's ids are odd.
    const dialler = connection.direction === 'outbound';
    this.#nextId = FIRST_ID + (dialler ? 1 : 2);
    this.#remoteParity = dialler ? 0 : 1;
    connection.addEventListener('drain', () => {
      for (const stream of this.#streams.values()) stream.drained();
    });
    connection.addEventListener('close', () => this.#lost());
  }

  /** The connection was admitted, with this peer behind it. */
  admit(from: LaneOrigin): void {
    this.#from = from;
  }

  get endMeansTaken(): boolean | undefined {
    return this.#endMeansTaken;
  }

  /** Told once it is known; sends that end before wait for it. */
  set endMeansTaken(value: boolean) {
    this.#endMeansTaken = value;
    for (const stream of this.#streams.values()) stream.drained();
  }

  /** Takes what is ours out of received bytes. @returns the rest, for libp2p's muxer */
  take(chunk: Uint8Array): readonly Uint8Array[] {
    return this.#splitter.split(chunk);
  }

  /** Undefined when the lane has no room: libp2p's own way is open then. */
  send(frame: Uint8Array, signal?: AbortSignal): Promise<SendResult> | undefined {
    if (this.#outbound >= this.#limits.streams || this.#nextId > LAST_ID) return undefined;
    const id = this.#nextId;
    this.#nextId += 2;
    return new Promise((resolve) => {
      const cancel = (): void => stream.giveUp('the caller gave up');
      const settle = (result: SendResult): void => {
        signal?.removeEventListener('abort', cancel);
        resolve(result);
        this.#window.leave(stream);
      };
      const stream = new OutboundLaneStream(id, frame, this.#limits.sendMs, this, settle);
      this.#add(stream);
      this.#window.enter(stream);
      if (signal?.aborted) cancel();
      else signal?.addEventListener('abort', cancel);
    });
  }

  route(header: Header): LaneStream | 'skip' | 'pass' {
    if (this.#ended) return 'skip';
    if (header.id === 0 || header.type > FrameType.windowUpdate) return 'pass';
    const stream = this.#streams.get(header.id) ?? this.#open(header);
    if ((header.flags & RST) !== 0) return this.#reset(header, stream);
    if (stream === undefined) return this.#pass(header);
    if (header.type === FrameType.windowUpdate) {
      stream.windowUpdate(header.length);
      return stream;
    }
    if (header.length <= stream.credit) return stream;
    stream.refuse('more bytes than the window allows');
    return 'skip';
  }

  /** Streams that the peer resets before anything came of them are counted; one that ends with its first frame is none. */
  #reset({ flags }: Header, stream: LaneStream | undefined): 'skip' | 'pass' {
    const isNone = stream === undefined && (flags & SYN) !== 0;
    if (isNone || stream?.isUseless === true) this.#ended ||= this.#watch?.uselessReset(this.#from) === false;
    stream?.remoteReset();
    return stream === undefined && !isNone ? 'pass' : 'skip';
  }

  #pass({ id, flags }: Header): 'pass' {
    if ((flags & SYN) !== 0 && (id & 1) === this.#remoteParity) this.passed();
    return 'pass';
  }

  passed(): void {
    this.#ended ||= this.#watch?.otherStream(this.#from) === false;
  }

  #open({ flags, id }: Header): LaneStream | undefined {
    const isNew = (flags & SYN) !== 0 && (flags & RST) === 0 && (id & 1) === this.#remoteParity;
    if (!isNew || this.#from === undefined || this.#inbound >= this.#limits.streams) return undefined;
    const deadline = this.clock.monotonicMs() + this.#limits.upgradeMs;
    const stream = new NegotiatingStream(id, deadline, this, this.#splitter);
    this.#add(stream);
    return stream;
  }

  /** A stream turned out to carry a particle. */
  adopt(id: number, rest: Uint8Array): void {
    const stream = new InboundLaneStream(id, this.#from!, NEGOTIATION.length, this);
    this.#streams.set(id, stream);
    this.#splitter.redirect(stream);
    stream.attach(this.#inboundQueue.accept(stream));
    if (rest.length > 0) stream.data(rest);
    else if (this.#splitter.bodyLeft === 0) stream.awaited();
  }

  get blocked(): boolean {
    return this.#batch.blocked;
  }

  write(bytes: Uint8Array): void {
    this.#batch.write(bytes);
  }

  writeUnhurried(bytes: Uint8Array): void {
    this.#batch.writeUnhurried(bytes);
  }

  #add(stream: LaneStream): void {
    this.#streams.set(stream.id, stream);
    if ((stream.id & 1) === this.#remoteParity) this.#inbound++;
    else this.#outbound++;
    this.#sweep ??= background(setInterval(() => this.#expire(), SWEEP_MS));
  }

  lingers(stream: LaneStream): void {
    this.#lingering.add(stream);
    const [oldest] = this.#lingering;
    if (this.#lingering.size > MAX_LINGERING) oldest?.expire();
  }

  remove(id: number): void {
    const stream = this.#streams.get(id);
    if (stream === undefined) return;
    this.#streams.delete(id);
    this.#lingering.delete(stream);
    if ((id & 1) === this.#remoteParity) this.#inbound--;
    else this.#outbound--;
  }

  /** One timer for all streams: most are gone within a millisecond, and a timer each would cost more than they do. */
  #expire(): void {
    const now = this.clock.monotonicMs();
    for (const stream of this.#streams.values()) if (stream.deadline <= now) stream.expire();
    if (this.#streams.size === 0) this.#stopSweep();
  }

  #stopSweep(): void {
    clearInterval(this.#sweep);
    this.#sweep = undefined;
  }

  #lost(): void {
    this.#stopSweep();
    const streams = [...this.#streams.values()];
    this.#streams.clear();
    this.#lingering.clear();
    for (const stream of streams) stream.connectionLost();
  }
}
