import type { TraceRing } from '@noctiluca/aquamarine';
import { deadline, type Logger, type NodeService, silentLogger } from '@noctiluca/lifecycle';
import type { TraceEntry, TraceEvent } from '@noctiluca/particle';
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

/** A trace ring whose events also leave the peer as spans. */
export interface SpanTrace extends TraceRing, NodeService {}

/** UTF-16 units of a text that is kept until it is exported. */
const MAX_TEXT = 512;

/**
 * Exports in the background, one batch at a time; a particle never waits for it. What does not fit the queue or cannot
 * be exported is dropped and counted. It should stop after the parts that record into it.
 */
export function createSpanTrace(init: SpanTraceInit, components: SpanTraceComponents): SpanTrace {
  const { peerId, sampleRatio = 1, exportTimeoutMs = SPAN_EXPORT_TIMEOUT_MS } = init;
  const { maxQueued = MAX_QUEUED_SPANS, batchSize = SPAN_BATCH_SIZE, flushMs = SPAN_FLUSH_MS } = init;
  const { inner, exporter, registry = new Registry() } = components;
  const log = (components.logger ?? silentLogger).child({ module: 'tracing' });
  const counts = createCounters(registry);
  const toSpans = createSpanMaker(peerId);
  const stopping = new AbortController();
  let queue: TraceEntry[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isStopped = false;
  let isFailing = false;

  function drop(reason: string, count = 1): void {
    counts.dropped.inc({ reason }, count);
  }

  function schedule(): void {
    if (queue.length >= batchSize) void flush();
    else timer ??= setTimeout(() => void flush(), flushMs).unref();
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    running ??= exportAll().finally(() => {
      running = undefined;
      if (queue.length > 0 && !isStopped) timer ??= setTimeout(() => void flush(), flushMs).unref();
    });
    return running;
  }

  /** Ends early when an export fails: the collector gets a pause. */
  async function exportAll(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, batchSize);
      queue = queue.slice(batchSize);
      try {
        await exporter(batch.flatMap(toSpans), deadline(exportTimeoutMs, stopping.signal));
        counts.exported.inc(batch.length);
        if (isFailing) log.info({}, 'Traces are exported again');
        isFailing = false;
      } catch (error) {
        drop('export-failed', batch.length);
        const fields = { reason: reasonOf(error), events: batch.length };
        if (isFailing) log.debug(fields, 'Traces were dropped');
        else log.warn(fields, 'Traces were dropped; further failures are only counted');
        isFailing = true;
        return;
      }
    }
  }

  function enqueue(particleId: string, event: TraceEvent, seq: number): void {
    if (isStopped) drop('stopped');
    else if (queue.length >= maxQueued) drop('queue-full');
    else {
      queue.push({ seq, atUs: nowUs(), particleId: cut(particleId), ...bounded(event) });
      schedule();
    }
  }

  return {
    name: 'tracing',
    record(particleId, event) {
      const seq = inner.record(particleId, event);
      if (particleId !== '' && isSampled(particleId, sampleRatio)) enqueue(particleId, event, seq);
      return seq;
    },
    trace: (particleId) => inner.trace(particleId),
    entries: (query) => inner.entries(query),
    particles: (query) => inner.particles(query),
    follow: (listener) => inner.follow(listener),
    get bytes() {
      return inner.bytes;
    },
    async start() {},
    async stop(signal) {
      isStopped = true;
      const abort = () => stopping.abort();
      if (signal.aborted) abort();
      signal.addEventListener('abort', abort, { once: true });
      await flush();
      if (!isFailing) await flush();
      signal.removeEventListener('abort', abort);
      if (queue.length > 0) drop('stopped', queue.length);
      queue = [];
      clearTimeout(timer);
    },
    describe: () => ({ queued: queue.length, failing: isFailing, sampleRatio }),
  };
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

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
