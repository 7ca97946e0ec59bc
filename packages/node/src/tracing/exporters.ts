import { NODE_VERSION } from '../version.js';
import type { Span } from './spans.js';

/** Takes spans away. */
export type SpanExporter = (spans: readonly Span[], signal: AbortSignal) => Promise<void>;

/** OTLP over HTTP with JSON, the path `/v1/traces` unless the endpoint has one (opentelemetry.io, OTLP specification). */
export function createOtlpExporter(init: { endpoint: string; peerId: string; name: string }): SpanExporter {
  const url = new URL(init.endpoint);
  if (url.pathname === '/') url.pathname = '/v1/traces';
  // fetch refuses addresses with credentials; they go where HTTP has them.
  const { username, password } = url;
  url.username = url.password = '';
  const headers = {
    'content-type': 'application/json',
    ...(username || password ? { authorization: basic(username, password) } : {}),
  };
  const resource = {
    attributes: Object.entries({
      'service.name': 'noctiluca',
      'service.version': NODE_VERSION,
      'service.instance.id': init.peerId,
      'peer.name': init.name,
    }).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  };
  const scope = { name: '@noctiluca/node', version: NODE_VERSION };

  return async (spans, signal) => {
    const body = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope, spans }] }] });
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the collector answered ${response.status}`);
  };
}

/** One span a line, JSON. */
export function createStreamExporter(stream: NodeJS.WritableStream): SpanExporter {
  return (spans) =>
    new Promise((resolve, reject) => {
      const lines = spans.map((span) => `${JSON.stringify(span)}\n`).join('');
      stream.write(lines, (error) => (error ? reject(error) : resolve()));
    });
}

function basic(username: string, password: string): string {
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(plain).toString('base64')}`;
}
