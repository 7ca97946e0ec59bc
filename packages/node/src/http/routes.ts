import type { Aquamarine, TraceReader } from '@noctiluca/aquamarine';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTP_MAX_BODY_BYTES, MAX_ADVANCE_SEC } from '../constants.js';
import type { HealthCheck } from '../health.js';
import { isKnownHost, isLoopback } from './known-hosts.js';
import { addTraceRoutes } from './trace-routes.js';
import type { WorkerFacts, WorkerQuery } from './worker-facts.js';

/** Text of the metrics and its type; a prom-client `Registry` fits. */
export interface MetricsSource {
  readonly contentType: string;
  metrics(): Promise<string>;
}

/** A clock that can be advanced. */
export interface AdjustableClock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** How far it is ahead of the system's, milliseconds. */
  readonly offsetMs: number;
  advance(ms: number, signal?: AbortSignal): Promise<number>;
}

/** What the endpoints show. */
export interface HttpComponents {
  readonly peerId: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Undefined when metrics are off: `/metrics` is then 404. */
  readonly metrics: MetricsSource | undefined;
  /** Undefined when health checks are off: `/health` is then 404. */
  readonly health: (() => readonly HealthCheck[] | Promise<readonly HealthCheck[]>) | undefined;
  /** TOML of the configuration without secrets (`printConfig`). @default none: `/config` is then 404 */
  readonly config?: () => string;
  describe(): unknown;
  /** What happened to particles here. */
  readonly traces: TraceReader;
  /** What AquaVM was given for a particle. @default nothing is recorded: `/api/recordings` is then 404 */
  readonly recording?: Aquamarine['recording'];
  /** A worker, by its peer id or deal. @default none: `/api/workers` is then 404 */
  readonly worker?: (query: WorkerQuery) => WorkerFacts | undefined;
  /** What a deployer finds of a deal. @default none: `/api/deployments` is then 404 */
  readonly deployment?: (dealId: string) => Promise<unknown>;
  /** Undefined when the peer goes by the system's clock: it cannot be advanced. */
  readonly clock?: AdjustableClock | undefined;
  /** Who is answered. @default this machine alone gets `/config` and `/api`, and no other names of hosts are known */
  readonly access?: HttpAccess;
  /** Hears of each connection that had to give way. */
  readonly onConnectionClosed?: () => void;
}

/** Who is answered what. */
export interface HttpAccess {
  /** Who gets `/config` and `/api`. */
  readonly api: 'loopback' | 'any';
  /** Names of this peer besides addresses and names of private networks; `*` for any. */
  readonly hosts: readonly string[];
}

const DEFAULT_ACCESS: HttpAccess = { api: 'loopback', hosts: [] };

/** What the server of `@hono/node-server` hands over; nothing in a test. */
interface Bindings {
  readonly incoming?: { readonly socket: { readonly remoteAddress?: string } };
}

const ADVANCE = '/api/clock/advance';

/**
 * The peer's HTTP endpoints: nox's paths and answers (spec/nox.md §7.5), ours under `/api`. Standard Request in,
 * Response out, so a test needs no socket. Nothing is changed by a request: GET and HEAD only, no body is read. But for a
 * virtual clock, which can be advanced.
 */
export function createRoutes(components: HttpComponents): Hono<{ Bindings: Bindings }> {
  const { health, metrics, config, access = DEFAULT_ACCESS } = components;
  const routes = new Hono<{ Bindings: Bindings }>();
  routes.use(async (c, next) => {
    if (!isKnownHost(c.req.header('host'), access.hosts)) {
      return c.text('This is no name of this peer: noctiluca.http_hosts says which it has', 421);
    }
    const isInner = c.req.path === '/config' || c.req.path.startsWith('/api/');
    if (isInner && access.api === 'loopback' && !isLoopback(c.env?.incoming?.socket.remoteAddress)) {
      return c.text('Only this machine is answered here: noctiluca.http_api = "any" opens it', 403);
    }
    return next();
  });
  routes.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    if (c.req.method === 'POST' && c.req.path === ADVANCE && components.clock !== undefined) return next();
    return c.text('Only GET and HEAD are answered', 405, { allow: 'GET, HEAD' });
  });
  routes.get('/peer_id', (c) => c.json({ peer_id: components.peerId }));
  routes.get('/versions', (c) => c.json(components.versions));
  if (config) routes.get('/config', (c) => c.text(config()));
  if (health) {
    routes.get('/health', async (c) => {
      const checks = await health();
      return c.json(
        checks.map((check) => ({ [check.name]: verdictOn(check) })),
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
  addTraceRoutes(routes, components.traces);
  const { worker, deployment, recording } = components;
  if (recording) {
    // null is an answer: nothing is known of it (any more)
    routes.get('/api/recordings/:particleId', async (c) =>
      c.json((await recording(c.req.param('particleId'))) ?? null),
    );
  }
  if (deployment) {
    routes.get('/api/deployments/:deal', async (c) =>
      c.json((await deployment(c.req.param('deal'))) as object),
    );
  }
  if (worker) {
    routes.get('/api/workers/:worker', (c) => {
      const spell = c.req.query('spell');
      const keys = c.req.queries('key') ?? [];
      const facts = worker({
        worker: c.req.param('worker'),
        keys,
        ...(spell === undefined ? {} : { spell }),
      });
      // null is an answer: the peer has no such worker
      return c.json(facts ?? null);
    });
  }
  routes.get('/api/clock', (c) => c.json(clockFacts(components.clock)));
  const { clock } = components;
  if (clock) routes.post(ADVANCE, bodyLimit({ maxSize: HTTP_MAX_BODY_BYTES }), (c) => advance(c, clock));
  routes.notFound((c) => c.text('No such endpoint', 404));
  return routes;
}

/** `Warn` is ours: nox has none, and a reader of its answers takes all but `Ok` for a failure. */
function verdictOn({ ok, isWarning = false }: HealthCheck): 'Ok' | 'Warn' | 'Fail' {
  if (ok) return 'Ok';
  return isWarning ? 'Warn' : 'Fail';
}

/** 200 when all is well, 429 when some checks warn or fail, 503 when all do (spec/nox.md §7.5). */
function healthStatus(checks: readonly HealthCheck[]): 200 | 429 | 503 {
  const failing = checks.filter(({ ok }) => !ok).length;
  if (failing === 0) return 200;
  return failing === checks.length ? 503 : 429;
}

function clockFacts(clock: AdjustableClock | undefined) {
  const nowMs = clock?.nowMs() ?? Date.now();
  const offsetMs = clock?.offsetMs ?? 0;
  return { virtual: clock !== undefined, now: new Date(nowMs).toISOString(), nowMs, offsetMs };
}

/**
 * Answers when the clock has got there, and everything that fell due on the way has happened. The type keeps web pages
 * out: a browser asks before it sends JSON to another origin, and is refused.
 */
async function advance(c: Context, clock: AdjustableClock) {
  if (c.req.header('content-type')?.split(';')[0]?.trim() !== 'application/json') {
    return c.json({ error: 'Send application/json: {"seconds": 60}' }, 415);
  }
  const body: unknown = await c.req.json().catch(() => undefined);
  const seconds = typeof body === 'object' && body !== null && 'seconds' in body ? body.seconds : undefined;
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds <= MAX_ADVANCE_SEC)) {
    return c.json({ error: `"seconds" must be a number above 0, ${MAX_ADVANCE_SEC} at most` }, 400);
  }
  await clock.advance(Math.round(seconds * 1000), c.req.raw.signal);
  return c.json(clockFacts(clock));
}
