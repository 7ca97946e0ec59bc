import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { MAX_BODY_BYTES, MAX_REQUESTS } from '../constants.js';
import { IpfsError } from '../errors.js';
import { messageOf } from '../ipfs-store.js';
import { type Command, type CommandsComponents, type RpcAnswer, rpcCommands } from './commands.js';

const PREFIX = '/api/v0/';

/** The routes, without a socket: POST only, errors and streams as Kubo writes them. */
export function createRpcApp(components: CommandsComponents): Hono {
  const commands = new Map<string, Command>(Object.entries(rpcCommands(components)));
  let running = 0;
  const app = new Hono();
  // A page in a browser must not reach what listens on this machine.
  app.use(async (c, next) => {
    if (c.req.header('origin') !== undefined) return c.text('403 - Forbidden', 403);
    if (c.req.method !== 'POST') return c.text('405 - Method Not Allowed', 405, { allow: 'POST, OPTIONS' });
    if (running >= MAX_REQUESTS) return c.text('503 - Service Unavailable', 503, { 'retry-after': '1' });
    running += 1;
    try {
      return await next();
    } finally {
      running -= 1;
    }
  });
  const tooLarge = () =>
    failure(new IpfsError('LIMIT', `A request has at most ${MAX_BODY_BYTES} bytes`), 413);
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }));
  app.post(`${PREFIX}*`, async (c) => {
    const command = commands.get(c.req.path.slice(PREFIX.length));
    if (command === undefined) return c.text('404 page not found', 404);
    try {
      const option = (name: string) => c.req.query(name);
      return answer(await command({ http: c.req.raw, args: c.req.queries('arg') ?? [], option }));
    } catch (error) {
      return failure(error);
    }
  });
  app.notFound((c) => c.text('404 page not found', 404));
  return app;
}

function answer(result: RpcAnswer): Response {
  if ('bytes' in result) {
    return new Response(Buffer.from(result.bytes), {
      headers: { 'content-type': result.type, 'x-stream-output': '1' },
    });
  }
  if ('json' in result) return Response.json(result.json);
  const lines = result.lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return new Response(lines, { headers: { 'content-type': 'application/json', 'x-chunked-output': '1' } });
}

function failure(error: unknown, status = 500): Response {
  return Response.json({ Message: messageOf(error), Code: 0, Type: 'error' }, { status });
}
