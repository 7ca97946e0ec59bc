import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createTraceRing } from '@noctiluca/aquamarine';
import type { TraceEvent } from '@noctiluca/particle';
import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/config/parse.js';
import { MAX_TRACED_PARTICLES } from '../../src/constants.js';
import { createTracing } from '../../src/tracing/create-tracing.js';
import { createOtlpExporter } from '../../src/tracing/exporters.js';
import { peerSpanIdOf, traceIdOf } from '../../src/tracing/span-ids.js';
import { createSpanTrace, type SpanTraceInit } from '../../src/tracing/span-trace.js';
import { createSpanMaker, type Span } from '../../src/tracing/spans.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface Received {
  readonly request: IncomingMessage;
  readonly spans: readonly Span[];
}

/** A collector on a free port; `statuses` are its answers, the last one for good. */
async function collector(...statuses: number[]) {
  const received: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request));
    received.push({ request, spans: body.resourceSpans[0].scopeSpans[0].spans });
    response.statusCode = (statuses.length > 1 ? statuses.shift() : statuses[0]) ?? 200;
    response.end('{}');
    for (const { count, resolve } of waiting) if (received.length >= count) resolve();
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      if (received.length >= count) resolve();
      else waiting.push({ count, resolve });
    });
  return { endpoint: `http://user:pass%21@127.0.0.1:${port}`, received, until };
}

function build(endpoint: string, init: Partial<SpanTraceInit> = {}) {
  const registry = new Registry();
  const inner = createTraceRing();
  const trace = createSpanTrace(
    { peerId: 'me', flushMs: 1, ...init },
    { inner, registry, exporter: createOtlpExporter({ endpoint, peerId: 'me', name: 'mine' }) },
  );
  return { trace, inner, registry };
}

const received = (from: string): TraceEvent => ({ kind: 'received', from, bytes: 10 });
const called: TraceEvent = {
  kind: 'called',
  scope: 'host',
  callId: 1,
  args: '["secret"]',
  serviceId: 'op',
  functionName: 'noop',
  retCode: 1,
  error: 'x'.repeat(100_000),
  durationMs: 2.5,
};
const never = new AbortController().signal;

describe('createSpanTrace', () => {
  it('sends the events of a particle as one trace, below its span at the sender', async () => {
    const { endpoint, received: requests } = await collector(200);
    const { trace, inner } = build(endpoint);
    trace.record('p', received('sender'));
    trace.record('p', called);
    trace.record('p', { kind: 'dropped', stage: 'send', reason: 'not-found' });
    await trace.stop(never);

    const { request, spans } = requests[0]!;
    expect([request.method, request.url]).toEqual(['POST', '/v1/traces']);
    expect(request.headers['content-type']).toBe('application/json');
    expect(request.headers.authorization).toBe(`Basic ${Buffer.from('user:pass!').toString('base64')}`);
    expect(spans.map(({ name }) => name)).toEqual(['particle', 'received', 'called op.noop', 'dropped']);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([traceIdOf('p')]));
    expect(spans[0]).toMatchObject({
      spanId: peerSpanIdOf('p', 'me'),
      parentSpanId: peerSpanIdOf('p', 'sender'),
    });
    for (const span of spans.slice(1)) expect(span.parentSpanId).toBe(peerSpanIdOf('p', 'me'));
    const call = spans[2]!;
    expect(BigInt(call.endTimeUnixNano) - BigInt(call.startTimeUnixNano)).toBe(2_500_000n);
    expect(JSON.stringify(spans)).not.toContain('secret');
    expect(call.status).toEqual({ code: 2, message: 'x'.repeat(512) });
    expect(spans[3]!.status).toEqual({ code: 2, message: 'not-found' });
    expect(inner.trace('p')).toHaveLength(3);
    expect(trace.trace('p')).toEqual(inner.trace('p'));
  });

  it('sends in batches without waiting for the end', async () => {
    const { endpoint, received: requests, until } = await collector(200);
    const { trace } = build(endpoint, { batchSize: 2, flushMs: 60_000 });
    for (let i = 0; i < 4; i++) trace.record(`p-${i}`, received('x'));
    await until(2);
    expect(requests.map(({ spans }) => spans.length)).toEqual([4, 4]);
    await trace.stop(never);
  });

  it('counts what the collector refuses and goes on afterwards', async () => {
    const { endpoint, until } = await collector(503, 200);
    const { trace, registry } = build(endpoint, { batchSize: 1 });
    trace.record('p-1', received('x'));
    await until(1);
    trace.record('p-2', received('x'));
    await until(2);
    await trace.stop(never);
    const metrics = await registry.metrics();
    expect(metrics).toContain('tracing_events_dropped_total{reason="export-failed"} 1');
    expect(metrics).toContain('tracing_events_exported_total 1');
  });

  it('drops and counts what does not fit its queue, and what comes after its end', async () => {
    const { endpoint, received: requests } = await collector(200);
    const { trace, registry } = build(endpoint, { maxQueued: 3, flushMs: 60_000 });
    for (let i = 0; i < 10; i++) trace.record('p', received('x'));
    await trace.stop(never);
    trace.record('p', received('x'));
    const metrics = await registry.metrics();
    expect(metrics).toContain('tracing_events_dropped_total{reason="queue-full"} 7');
    expect(metrics).toContain('tracing_events_dropped_total{reason="stopped"} 1');
    expect(requests.flatMap(({ spans }) => spans)).toHaveLength(4);
  });

  it('ends although the collector never answers', async () => {
    const server = createServer(() => {});
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { trace, registry } = build(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      flushMs: 60_000,
    });
    trace.record('p', received('x'));
    const request = once(server, 'request');
    const life = new AbortController();
    const stopped = trace.stop(life.signal);
    await request;
    life.abort();
    await stopped;
    expect(await registry.metrics()).toContain('tracing_events_dropped_total{reason="export-failed"} 1');
    server.closeAllConnections();
  });

  it('gives a request up that takes too long, counts its events and goes on', async () => {
    const { endpoint, until } = await collector(200);
    const registry = new Registry();
    let calls = 0;
    const exporter = async (_: readonly Span[], signal: AbortSignal): Promise<void> => {
      if (calls++ === 0)
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      else await createOtlpExporter({ endpoint, peerId: 'me', name: 'mine' })(_, signal);
    };
    const trace = createSpanTrace(
      { peerId: 'me', flushMs: 1, exportTimeoutMs: 20 },
      { inner: createTraceRing(), registry, exporter },
    );
    trace.record('p-1', received('x'));
    await expect.poll(() => registry.metrics()).toContain('dropped_total{reason="export-failed"} 1');
    trace.record('p-2', received('x'));
    await until(1);
    await trace.stop(never);
  });

  it('sends the span of a particle again when it remembers too many others', () => {
    const spansOf = createSpanMaker('me');
    const event = (particleId: string) => spansOf({ seq: 1, atUs: 1, particleId, ...received('x') });
    expect(event('first')).toHaveLength(2);
    expect(event('first')).toHaveLength(1);
    for (let i = 0; i < MAX_TRACED_PARTICLES; i++) event(`other-${i}`);
    expect(event('first')).toHaveLength(2);
  });

  it('leaves out frames without an id and particles that are not sampled', async () => {
    const { endpoint, received: requests } = await collector(200);
    const { trace, inner } = build(endpoint, { sampleRatio: 0 });
    trace.record('', { kind: 'dropped', stage: 'network', reason: 'timeout' });
    trace.record('p', received('x'));
    await trace.stop(never);
    expect(requests).toEqual([]);
    expect(inner.trace()).toHaveLength(2);
  });
});

describe('createTracing', () => {
  const peer = { peerId: 'me', name: 'mine' };
  const settings = (tracing: object) => checkConfig({ tracing }).settings.tracing;

  it('is nothing but the ring when it is disabled', () => {
    expect(createTracing(settings({}), peer, { inner: createTraceRing() })).toBeUndefined();
  });

  it('sends to the endpoint of the configuration', async () => {
    const { endpoint, received: requests } = await collector(200);
    const trace = createTracing(settings({ type: 'otlp', endpoint: `${endpoint}/my/path` }), peer, {
      inner: createTraceRing(),
    });
    trace?.record('p', received('x'));
    await trace?.stop(never);
    expect(requests[0]?.request.url).toBe('/my/path');
  });
});
