import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createKuboClient } from '../src/kubo-client.js';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
});

/** A daemon that answers in its own way. */
async function daemon(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('what a daemon may do', () => {
  test('fail after the first byte: Kubo says so in a trailer', async () => {
    const api = await daemon((_, response) => {
      response.writeHead(200, { trailer: 'X-Stream-Error' });
      response.write('half of it');
      response.addTrailers({ 'x-stream-error': 'block was not found' });
      response.end();
    });
    await expect(createKuboClient({ api }).cat('x')).rejects.toMatchObject({
      code: 'RPC_FAILED',
      message: 'block was not found',
    });
  });

  test('break off its answer', async () => {
    const api = await daemon((_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    });
    await expect(createKuboClient({ api }).cat('x')).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  test('answer more than is taken', async () => {
    const api = await daemon((_, response) => response.end('x'.repeat(1000)));
    await expect(createKuboClient({ api }).cat('x', { maxBytes: 999 })).rejects.toMatchObject({
      code: 'LIMIT',
    });
    expect(await createKuboClient({ api }).cat('x', { maxBytes: 1000 })).toHaveLength(1000);
  });

  test('send elsewhere: it is not followed', async () => {
    const seen: (string | undefined)[] = [];
    const api = await daemon((request, response) => {
      seen.push(request.url);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    await expect(createKuboClient({ api }).id()).rejects.toMatchObject({ code: 'RPC_FAILED' });
    expect(seen).toHaveLength(1);
  });

  test.each([
    { id: 'a page', text: '<html>' },
    { id: 'nothing', text: '' },
    { id: 'JSON without a result', text: '{}' },
  ])('be no daemon at all: $id', async ({ text }) => {
    const api = await daemon((_, response) => response.end(text));
    await expect(createKuboClient({ api }).add(Buffer.from('x'))).rejects.toMatchObject({
      code: 'RPC_FAILED',
    });
  });

  test('never end its answer: the time of a call counts to the last byte', async () => {
    const api = await daemon((_, response) => response.write('a'));
    await expect(createKuboClient({ api, timeoutMs: 50 }).cat('x')).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringContaining('no answer within 50 ms'),
    });
  });
});

test('the caller’s signal ends a call with its own reason', async () => {
  const caller = new AbortController();
  const api = await daemon((_, response) => {
    response.write('a', () => caller.abort(new Error('enough')));
  });
  await expect(createKuboClient({ api }).cat('x', { signal: caller.signal })).rejects.toThrow('enough');
});
