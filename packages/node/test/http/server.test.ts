import { once } from 'node:events';
import net from 'node:net';
import { createTraceRing } from '@noctiluca/aquamarine';
import { afterEach, describe, expect, it } from 'vitest';
import { HTTP_MAX_HEADER_BYTES } from '../../src/constants.js';
import { createHttpServer, type HttpServer, type HttpServerInit } from '../../src/http/server.js';

const servers: HttpServer[] = [];
const life = new AbortController().signal;
async function serve(port = 0, bounds: Partial<HttpServerInit> = {}): Promise<HttpServer> {
  const server = createHttpServer(
    { ip: '127.0.0.1', port, ...bounds },
    {
      peerId: '12D3KooW',
      versions: {},
      metrics: undefined,
      health: undefined,
      describe: () => ({}),
      traces: createTraceRing(),
    },
  );
  servers.push(server);
  await server.start(life);
  return server;
}
afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop(life))));

/** What the server answers to raw bytes until it ends the connection. */
async function answerTo(url: string, request: string, { keepOpen = false } = {}): Promise<string> {
  const { hostname, port } = new URL(url);
  return answerOn(net.connect(Number(port), hostname), request, keepOpen);
}

async function answerOn(socket: net.Socket, request: string, keepOpen = false): Promise<string> {
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  if (keepOpen) socket.write(request);
  else socket.end(request);
  await once(socket, 'close');
  return answer;
}

describe('HTTP server', () => {
  it('refuses a head that is too large', async () => {
    const { url } = await serve();
    const path = 'x'.repeat(HTTP_MAX_HEADER_BYTES);
    expect(await answerTo(url, `GET /${path} HTTP/1.1\r\nhost: x\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('answers 408 to a request that does not come to its end in time', async () => {
    const { url } = await serve(0, { requestTimeoutMs: 50 });
    expect(await answerTo(url, 'GET /peer_id HTTP/1.1\r\nhost: x\r\n', { keepOpen: true })).toMatch(
      /^HTTP\/1\.1 408 /,
    );
  });

  it('closes a connection on which nothing more comes', async () => {
    const { url } = await serve(0, { keepAliveMs: 20 });
    const answer = await answerTo(url, 'GET /peer_id HTTP/1.1\r\nhost: x\r\n\r\n', { keepOpen: true });
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('answers at once while others hold as many connections as they can with heads that never end', async () => {
    const { url } = await serve(0, { maxConnections: 8, maxConnectionsPerAddress: 4 });
    const { hostname, port } = new URL(url);
    const slow = Array.from({ length: 20 }, () => net.connect(Number(port), hostname));
    for (const socket of slow) {
      socket.on('error', () => {});
      socket.write('GET /peer_id HTTP/1.1\r\nx: ');
    }
    await Promise.all(slow.map((socket) => once(socket, 'connect')));
    expect(await (await fetch(`${url}/peer_id`)).json()).toEqual({ peer_id: '12D3KooW' });
    for (const socket of slow) socket.destroy();
  });

  it('refuses what is no HTTP', async () => {
    const { url } = await serve();
    expect(await answerTo(url, '\0\0\0\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('stops while a client keeps its connection open', async () => {
    const server = await serve();
    const { hostname, port } = new URL(server.url);
    const socket = net.connect(Number(port), hostname);
    socket.on('error', () => {});
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    await server.stop(life);
    await closed;
    expect(server.url).toBe('');
  });

  it('says which port is taken', async () => {
    const { url } = await serve();
    await expect(serve(Number(new URL(url).port))).rejects.toMatchObject({
      code: 'HTTP_PORT_UNAVAILABLE',
      message: expect.stringContaining('EADDRINUSE'),
    });
  });
});
