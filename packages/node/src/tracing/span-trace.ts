import type { ParticleQuery, TraceListener, TraceQuery, TraceRing } from '@noctiluca/aquamarine';
import { deadline, type Logger, type NodeService, silentLogger } from '@noctiluca/lifecycle';
import type { ParticleSummary, TraceEntry, TraceEvent } from '@noctiluca/particle';
import { Counter, Registry } from 'prom-client';
import { MAX_QUEUED_SPANS, SPAN_BATCH_SIZE, SPAN_EXPORT_TIMEOUT_MS, SPAN_FLUSH_MS } from '../constants.js';
import type { SpanExporter } from './exporters.js';
import { isSampled } from './span-ids.js';
import { createSpanMaker } from './spans.js';

export interface SpanTraceInit {
  readonly peerId: string;
  /** Share of particles whose events are exported. @default 1 */
  readonly sampleRatio?: number;
  /** Events that wait at most. @default 8192 */
  readonly maxQueued?: number;
  /** Events in one export. @default 512 */
  readonly batchSize?: number;
  /** Pause before fewer events than a batch are exported, milliseconds. @default 2000 */
  readonly flushMs?: number;
  /** Time one request to the collector may take, milliseconds. @default 10000 */
  readonly exportTimeoutMs?: number;
}

export interface SpanTraceComponents {
  /** Gets every event too and answers what is asked of a ring. */
  readonly inner: TraceRing;
  readonly exporter: SpanExporter;
  /** @default silent */
  readonly logger?: Logger;
  /** @default a fresh one */
  readonly registry?: Registry;
}

/** UTF-16 units of a text that is kept until it is exported. */
const MAX_TEXT = 512;

const DEFAULTS = {
  sampleRatio: 1,
  maxQueued: MAX_QUEUED_SPANS,
  batchSize: SPAN_BATCH_SIZE,
  flushMs: SPAN_FLUSH_MS,
  exportTimeoutMs: SPAN_EXPORT_TIMEOUT_MS,
};

/**
 * A trace ring whose events also leave the peer as spans. Exports in the background, one batch at a time; a particle never
 * waits for it. What does not fit the queue or cannot be exported is dropped and counted. It should stop after the parts
 * that record into it.
 */
export class SpanTrace implements TraceRing, NodeService {
  readonly name = 'tracing';
  readonly #init: Required<SpanTraceInit>;
  readonly #inner: TraceRing;
  readonly #exporter: SpanExporter;
  readonly #logger: Logger;
  readonly #counts: ReturnType<typeof createCounters>;
  readonly #toSpans: ReturnType<typeof createSpanMaker>;
  readonly #stopping = new AbortController();
  #queue: TraceEntry[] = [];
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isStopped = false;
  #isFailing = false;

  constructor(init: SpanTraceInit, components: SpanTraceComponents) {
    this.#init = { ...DEFAULTS, ...init };
    this.#inner = components.inner;
    this.#exporter = components.exporter;
    this.#logger = (components.logger ?? silentLogger).child({ module: 'tracing' });
    this.#counts = createCounters(components.registry ?? new Registry());
    this.#toSpans = createSpanMaker(init.peerId);
  }

  get bytes(): number {
    return this.#inner.bytes;
  }

  record(particleId: string, event: TraceEvent): number {
    const seq = this.#inner.record(particleId, event);
    if (particleId !== '' && isSampled(particleId, this.#init.sampleRatio))
      this.#take(particleId, event, seq);
    return seq;
  }

  entries(query?: TraceQuery): TraceEntry[] {
    return this.#inner.entries(query);
  }

  particles(query?: ParticleQuery): ParticleSummary[] {
    return this.#inner.particles(query);
  }

  follow(listener: TraceListener): () => void {
    return this.#inner.follow(listener);
  }

  trace(particleId?: string): TraceEntry[] {
    return this.#inner.trace(particleId);
  }

  async start(): Promise<void> {}

  async stop(signal: AbortSignal): Promise<void> {
    this.#isStopped = true;
    const abort = () => this.#stopping.abort();
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    await this.#flush();
    if (!this.#isFailing) await this.#flush();
    signal.removeEventListener('abort', abort);
    if (this.#queue.length > 0) this.#drop('stopped', this.#queue.length);
    this.#queue = [];
    clearTimeout(this.#timer);
  }

  describe(): Record<string, unknown> {
    const { sampleRatio } = this.#init;
    return { queued: this.#queue.length, failing: this.#isFailing, sampleRatio };
  }

  #take(particleId: string, event: TraceEvent, seq: number): void {
    if (this.#isStopped) this.#drop('stopped');
    else if (this.#queue.length >= this.#init.maxQueued) this.#drop('queue-full');
    else this.#enqueue({ seq, atUs: nowUs(), particleId: cut(particleId), ...bounded(event) });
  }

  #enqueue(entry: TraceEntry): void {
    this.#queue.push(entry);
    if (this.#queue.length >= this.#init.batchSize) void this.#flush();
    else this.#schedule();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => void this.#flush(), this.#init.flushMs).unref();
  }

  #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#running ??= this.#exportAll().finally(() => {
      this.#running = undefined;
      if (this.#queue.length > 0 && !this.#isStopped) this.#schedule();
    });
    return this.#running;
  }

  /** Ends early when an export fails: the collector gets a pause. */
  async #exportAll(): Promise<void> {
    const { batchSize } = this.#init;
    while (this.#queue.length > 0) {
      const batch = this.#queue.slice(0, batchSize);
      this.#queue = this.#queue.slice(batchSize);
      if (!(await this.#export(batch))) return;
    }
  }

  async #export(batch: readonly TraceEntry[]): Promise<boolean> {
    const limit = deadline(this.#init.exportTimeoutMs, this.#stopping.signal);
    try {
      await this.#exporter(batch.flatMap(this.#toSpans), limit);
    } catch (error) {
      this.#failed(error, batch.length);
      return false;
    }
    this.#counts.exported.inc(batch.length);
    if (this.#isFailing) this.#logger.info({}, 'Traces are exported again');
    this.#isFailing = false;
    return true;
  }

  #failed(error: unknown, events: number): void {
    this.#drop('export-failed', events);
    const fields = { err: error, events };
    if (this.#isFailing) this.#logger.debug(fields, 'Traces were dropped');
    else this.#logger.warn(fields, 'Traces were dropped; further failures are only counted');
    this.#isFailing = true;
  }

  #drop(reason: string, count = 1): void {
    this.#counts.dropped.inc({ reason }, count);
  }
}

export function createSpanTrace(init: SpanTraceInit, components: SpanTraceComponents): SpanTrace {
  return new SpanTrace(init, components);
}

function createCounters(registry: Registry) {
  const registers = [registry];
  return {
    exported: new Counter({
      name: 'tracing_events_exported_total',
      help: 'Trace events exported',
      registers,
    }),
    dropped: new Counter({
      name: 'tracing_events_dropped_total',
      help: 'Trace events not exported, by reason',
      labelNames: ['reason'],
      registers,
    }),
  };
}

function nowUs(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000);
}

/** Names and errors come from outside without a bound. */
function bounded(event: TraceEvent): TraceEvent {
  const long = Object.entries(event).flatMap(([key, value]) =>
    typeof value === 'string' && value.length > MAX_TEXT ? [[key, cut(value)]] : [],
  );
  return long.length === 0 ? event : { ...event, ...Object.fromEntries(long) };
}

/** By way of bytes, because a part of a string keeps the whole one in memory. */
function cut(text: string): string {
  return text.length <= MAX_TEXT ? text : Buffer.from(text.slice(0, MAX_TEXT)).toString();
}
