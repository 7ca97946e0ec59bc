import type { MessageStream } from '@libp2p/interface';
import { systemClock } from '@noctiluca/common/clock';
import { silentLogger } from '@noctiluca/lifecycle';
import { silentTrace } from '@noctiluca/particle';
import { silentInboundMetrics } from '../../src/inbound/inbound-metrics.js';
import { InboundQueue } from '../../src/inbound/inbound-queue.js';
import type { Batch } from '../../src/lane/batch.js';
import { Lane } from '../../src/lane/lane.js';
import { StreamRates } from '../../src/lane/stream-rates.js';
import { FrameType, HEADER_BYTES, type Header, readHeader } from '../../src/lane/yamux-frames.js';

const MINUTE_MS = 60_000;
const LIMITS = { streams: 64, upgradeMs: MINUTE_MS, sendMs: MINUTE_MS, lingerMs: MINUTE_MS };

/** A lane over a connection of memory: what it writes waits here, and nothing moves by itself. */
export class MemoryLane {
  readonly lane: Lane;
  /** Written and not yet delivered. */
  outgoing: Uint8Array = new Uint8Array(0);
  blocked = false;
  readonly offences: string[] = [];
  readonly #connection: EventTarget;

  constructor(direction: 'inbound' | 'outbound', inboundQueue: InboundQueue) {
    const connection = Object.assign(new EventTarget(), { direction });
    const write = (bytes: Uint8Array): void => {
      this.outgoing = Buffer.concat([this.outgoing, bytes]);
    };
    const lane = this;
    const batch = {
      get blocked() {
        return lane.blocked;
      },
      write,
      writeUnhurried: write,
    };
    this.#connection = connection;
    this.lane = new Lane(LIMITS, {
      connection: connection as unknown as MessageStream,
      batch: batch as unknown as Batch,
      inboundQueue,
      clock: systemClock,
      watch: new StreamRates((offence) => this.offences.push(offence), systemClock),
    });
    this.lane.endMeansTaken = false;
    this.lane.admit({ from: direction, origin: connection });
  }

  /** Hands so many of the bytes written to the other end. */
  deliver(to: MemoryLane, bytes: number): void {
    const chunk = this.outgoing.slice(0, bytes);
    this.outgoing = this.outgoing.subarray(chunk.length);
    if (chunk.length > 0) to.lane.take(chunk);
  }

  drain(): void {
    this.blocked = false;
    this.#connection.dispatchEvent(new Event('drain'));
  }

  lose(): void {
    this.#connection.dispatchEvent(new Event('close'));
  }

  /** Headers of all frames that wait, whole ones. */
  headers(): Header[] {
    const headers: Header[] = [];
    for (let at = 0; at + HEADER_BYTES <= this.outgoing.length; ) {
      const header = readHeader(this.outgoing, at);
      headers.push(header);
      at += HEADER_BYTES + (header.type === FrameType.data ? header.length : 0);
    }
    return headers;
  }
}

/** A queue whose handler settles when it is told to. */
export class MemoryQueue {
  readonly queue: InboundQueue;
  readonly taken: string[] = [];
  readonly #settling: (() => void)[] = [];
  most = 0;

  constructor(limits: { inboundQueue?: number; bufferedBytes?: number } = {}) {
    this.queue = new InboundQueue(
      { inboundQueue: 2, frameBytes: 2 ** 20, bufferedBytes: 2 ** 24, frameTimeoutMs: MINUTE_MS, ...limits },
      { log: silentLogger, metrics: silentInboundMetrics, trace: silentTrace, clock: systemClock },
    );
    this.queue.handler = ({ particle }) => {
      this.taken.push(particle.id);
      return new Promise((resolve) => {
        this.#settling.push(resolve);
        this.most = Math.max(this.most, this.#settling.length);
      });
    };
  }

  /** Lets the handler be done with one particle. */
  async settle(): Promise<void> {
    this.#settling.shift()?.();
    // From the handler's promise to the queue's next look.
    for (let turn = 0; turn < 4; turn++) await null;
  }

  /** Lets it be done with all there are, and all that come in their place. */
  async settleAll(): Promise<void> {
    while (this.#settling.length > 0) await this.settle();
  }
}
