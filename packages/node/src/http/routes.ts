import type { TraceEntry } from '@noctiluca/particle';
import { Hono } from 'hono';
import type { HealthCheck } from '../health.js';

/** Text of the metrics and its type; a prom-client `Registry` fits. */
export interface MetricsSource {
  readonly contentType: string;
  metrics(): Promise<string>;
}

/** What the endpoints show. */
export interface HttpComponents {
  readonly peerId: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Undefined when metrics are off: `/metrics` is then 404. */
  readonly metrics: MetricsSource | undefined;
  /** Undefined when health checks are off: `/health` is then 404. */
  readonly health: (() => readonly HealthCheck[]) | undefined;
  /** TOML of the configuration without secrets (`printConfig`). @default none: `/config` is then 404 */
  readonly config?: () => string;
  describe(): unknown;
  /** Trace of one particle, or of all. */
  trace(particleId?: string): readonly TraceEntry[];
}

/**
 * The peer's HTTP endpoints: nox's paths and answers (spec/nox.md §7.5), ours under `/api`. Standard Request in,
 * Response out, so a test needs no socket. Nothing is changed by a request: GET and HEAD only, no body is read.
 */
export function createRoutes(components: HttpComponents): Hono {
  const { health, metrics, config } = components;
  const routes = new Hono();
  routes.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    return c.text('Only GET and HEAD are answered', 405, { allow: 'GET, HEAD' });
  });
  routes.get('/peer_id', (c) => c.json({ peer_id: components.peerId }));
  routes.get('/versions', (c) => c.json(components.versions));
  if (config) routes.get('/config', (c) => c.text(config()));
  if (health) {
    routes.get('/health', (c) => {
      const checks = health();
      return c.json(
        checks.map(({ name, ok }) => ({ [name]: ok ? 'Ok' : 'Fail' })),
        healthStatus(checks),
      );
    });
  }
  if (metrics) {
    routes.get('/metrics', async (c) =>
      c.body(await metrics.metrics(), 200, { 'content-type': metrics.contentType }),
    );
  }
  routes.get('/api/describe', (c) => c.json(components.describe() as object));
  routes.get('/api/trace', (c) => c.json(components.trace()));
  routes.get('/api/trace/:particleId', (c) => c.json(components.trace(c.req.param('particleId'))));
  routes.notFound((c) => c.text('No such endpoint', 404));
  return routes;
}

/** 200 when all is well, 429 when some checks fail, 503 when all do (spec/nox.md §7.5). */
function healthStatus(checks: readonly HealthCheck[]): 200 | 429 | 503 {
  const failing = checks.filter(({ ok }) => !ok).length;
  if (failing === 0) return 200;
  return failing === checks.length ? 503 : 429;
}
