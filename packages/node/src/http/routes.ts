import { messageOf } from '@noctiluca/common/thrown';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { HTTP_MAX_BODY_BYTES } from '../constants.js';
import { type Bindings, guard } from './access.js';
import type { HttpComponents } from './components.js';
import { ENDPOINTS } from './endpoints.js';
import { addPage } from './page/add-page.js';
import { TraceStreams } from './trace-stream.js';

/**
 * The peer's HTTP endpoints. Standard Request in, Response out, so a test needs no socket. Nothing is changed by a request:
 * GET and HEAD only, no body is read. But for a virtual clock, which can be advanced.
 */
export function createRoutes(components: HttpComponents): Hono<{ Bindings: Bindings }> {
  const routes = new Hono<{ Bindings: Bindings }>();
  const served = ENDPOINTS.filter((endpoint) => endpoint.isServed(components));
  const posted = new Set(served.filter(({ method }) => method === 'post').map(({ path }) => path));
  routes.use(guard(components.access));
  routes.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    if (c.req.method === 'POST' && posted.has(c.req.path)) return next();
    return c.text('Only GET and HEAD are answered', 405, { allow: 'GET, HEAD' });
  });
  for (const path of posted) routes.post(path, bodyLimit({ maxSize: HTTP_MAX_BODY_BYTES }));
  const server = { components, streams: new TraceStreams() };
  for (const { method, path, respond } of served) routes.on(method, path, (c) => respond(c, server));
  if (components.page) addPage(routes, components.page);
  routes.onError((error, c) =>
    error instanceof HTTPException ? error.getResponse() : c.text(messageOf(error), 500),
  );
  routes.notFound((c) => c.text('No such endpoint', 404));
  return routes;
}
