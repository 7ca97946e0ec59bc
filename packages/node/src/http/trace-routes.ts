import type { TraceQuery, TraceReader } from '@noctiluca/aquamarine';
import type { Context, Env, Hono } from 'hono';
import { MAX_TRACE_STREAMS } from '../constants.js';
import { particleQuery, traceQuery } from './trace-query.js';
import { traceStream } from './trace-stream.js';

/**
 * `/api/particles`, `/api/trace` and `/api/trace/<particle id>`; the latter two as Server-Sent Events for who accepts
 * `text/event-stream`, where `author` has no effect.
 */
export function addTraceRoutes<E extends Env>(routes: Hono<E>, traces: TraceReader): void {
  let streams = 0;

  function stream(c: Context, query: TraceQuery): Response {
    if (streams >= MAX_TRACE_STREAMS) return c.text(`${MAX_TRACE_STREAMS} streams are open already`, 503);
    streams++;
    const last = c.req.header('last-event-id');
    const since = last !== undefined && /^\d{1,15}$/.test(last) ? { since: Number(last) } : {};
    const body = traceStream(traces, { ...query, ...since }, () => streams--);
    return c.body(body, 200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  }

  function answer(c: Context, particleId?: string): Response {
    const query = traceQuery((name) => c.req.query(name));
    if (query === undefined) return c.text('since and limit are whole numbers', 400);
    const wanted = particleId === undefined ? query : { ...query, particleId };
    const isStream = c.req.method === 'GET' && c.req.header('accept')?.includes('text/event-stream');
    return isStream ? stream(c, wanted) : c.json(traces.entries(wanted));
  }

  routes.get('/api/particles', (c) => {
    const query = particleQuery((name) => c.req.query(name));
    return query === undefined
      ? c.text('since, before and limit are whole numbers', 400)
      : c.json(traces.particles(query));
  });
  routes.get('/api/trace', (c) => answer(c));
  routes.get('/api/trace/:particleId', (c) => answer(c, c.req.param('particleId')));
}
