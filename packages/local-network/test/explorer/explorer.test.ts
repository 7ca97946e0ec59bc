import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CALL_MAX_BYTES } from '../../src/constants.js';
import { type ExplorerBounds, type ExplorerServer, startExplorer } from '../../src/explorer/server.js';
import type { LocalPeer } from '../../src/state/local-state.js';

let folder: string;
let peer: Server;
let explorer: ExplorerServer;
/** What the peer was asked, as `METHOD path`. */
let asked: string[];
let onGone: () => void;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-explorer-'));
  asked = [];
  onGone = () => {};
  peer = createServer((from, to) => {
    asked.push(`${from.method} ${from.url}`);
    if (from.headers.accept === 'text/event-stream') {
      to.writeHead(200, { 'content-type': 'text/event-stream', 'x-secret': 'inner' });
      to.write('data: 1\n\n');
      to.on('close', () => onGone());
      return;
    }
    to.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(from.headers));
  });
  peer.listen(0, '127.0.0.1');
  await once(peer, 'listening');
  const http = `http://127.0.0.1:${(peer.address() as AddressInfo).port}`;
  const peers: LocalPeer[] = [
    { name: 'nox-0', peerId: 'id-0', multiaddrs: [], http, managementPeerId: 'm', managementKeyFile: '/key' },
    {
      name: 'nox-1',
      peerId: 'id-1',
      multiaddrs: [],
      http: 'http://127.0.0.1:1',
      managementPeerId: 'm',
      managementKeyFile: '/key',
    },
  ];
  explorer = await startExplorer(0, {
    network: () => ({ name: '/project', startedAt: 'now', peers, ipfs: '', chain: undefined }),
    page: () => (existsSync(page()) ? page() : undefined),
  });
});
afterEach(async () => {
  await explorer.stop();
  peer.closeAllConnections();
  peer.close();
  await rm(folder, { recursive: true, force: true });
});

const at = (where: string) => new URL(where, explorer.url);
const get = (where: string, init?: RequestInit) => fetch(at(where), init);

/** `fetch` does not let anybody say which host is meant. */
async function raw(where: string, headers: Record<string, string>, method = 'GET', body?: string) {
  const { hostname, port } = new URL(explorer.url);
  const sent = request({ hostname, port, path: where, method, headers });
  sent.end(body);
  const [answer] = await once(sent, 'response');
  answer.resume();
  return answer.statusCode as number;
}

const page = () => path.join(folder, 'dist', 'page');

async function buildPage(files: Record<string, string>): Promise<void> {
  await mkdir(path.join(page(), 'assets'), { recursive: true });
  await writeFile(path.join(folder, 'dist', 'secret.txt'), 'outside');
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(page(), name), text);
}

describe('the page', () => {
  it('is said to be missing where it is not built, and served as soon as it is', async () => {
    const missing = await get('/');
    expect([missing.status, await missing.text()]).toEqual([
      404,
      expect.stringContaining('@noctiluca/explorer'),
    ]);
    await buildPage({ 'index.html': '<html>', 'assets/a-1.js': '1', 'assets/m.wasm': '\0asm' });
    const page = await get('/');
    expect([page.status, await page.text()]).toEqual([200, '<html>']);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await (await get('/particles/x?author=y')).text()).toBe('<html>');
    const script = await get('/assets/a-1.js');
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect((await get('/assets/m.wasm')).headers.get('content-type')).toBe('application/wasm');
    expect((await get('/assets/other.js')).status).toBe(404);
  });

  it('may be framed by nobody and read by no other origin', async () => {
    const { headers } = await get('/');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%00.js',
    '/..%5csecret.txt',
    '/%zz.js',
  ])('has no files but its own: %s', async (where) => {
    await buildPage({ 'index.html': '<html>' });
    expect(await raw(where, { host: at('/').host })).toBe(404);
  });
});

describe('the network', () => {
  it('is its peers with their state, and no path of a key', async () => {
    const text = await (await get('/api/network')).text();
    expect(text).not.toContain('/key');
    expect(JSON.parse(text)).toMatchObject({
      name: '/project',
      peers: [
        { name: 'nox-0', peerId: 'id-0', state: 'up', base: '/peers/nox-0' },
        { name: 'nox-1', state: 'down' },
      ],
      chain: null,
      calls: true,
    });
  });
});

describe('a peer', () => {
  it('is asked what is asked for below its name, and nothing of the asker is told it', async () => {
    const response = await get('/peers/nox-0/api/trace/a%2Fb?since=1', {
      headers: { cookie: 'c', authorization: 'x' },
    });
    const headers = (await response.json()) as Record<string, string>;
    expect(asked).toEqual(['GET /api/trace/a%2Fb?since=1']);
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('authorization');
  });

  it('streams events as they come, and hears when nobody reads any more', async () => {
    const gone = new Promise<void>((resolve) => {
      onGone = resolve;
    });
    const reading = new AbortController();
    const response = await get('/peers/nox-0/api/trace', {
      headers: { accept: 'text/event-stream' },
      signal: reading.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('x-secret')).toBeNull();
    const { value } = await response.body!.getReader().read();
    expect(Buffer.from(value!).toString()).toBe('data: 1\n\n');
    reading.abort();
    await gone;
  });

  it('is not asked for anything else', async () => {
    for (const where of [
      '/peers/nox-0/config',
      '/peers/nox-0',
      '/peers/nobody/api/peer',
      '/peers/nox-0/api/%2e%2e/config',
    ])
      expect([where, await raw(where, { host: at('/').host })]).toEqual([where, 404]);
    expect((await get('/peers/nox-0/api/peer', { method: 'DELETE' })).status).toBe(405);
    expect((await get('/peers/nox-0/api/peer', { method: 'POST' })).status).toBe(405);
    expect(asked).toEqual([]);
  });

  it('has its clock advanced', async () => {
    const response = await get('/peers/nox-0/api/clock/advance', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"seconds": 1}',
    });
    expect(await response.json()).toMatchObject({
      'content-type': 'application/json',
      'content-length': '14',
    });
    expect(asked).toEqual(['POST /api/clock/advance']);
  });

  it('that does not answer is said not to', async () => {
    const response = await get('/peers/nox-1/api/peer');
    expect([response.status, await response.text()]).toEqual([
      502,
      expect.stringContaining('does not answer'),
    ]);
  });
});

describe('a stranger’s page', () => {
  const places = ['/api/network', '/peers/nox-0/api/peer'];

  it('that has its own name point here is refused everything', async () => {
    const { port } = at('/');
    for (const host of [
      'evil.com',
      `evil.com:${port}`,
      `localhost.evil.com:${port}`,
      '127.0.0.1',
      `10.0.0.1:${port}`,
    ])
      for (const where of ['/', ...places]) expect([host, await raw(where, { host })]).toEqual([host, 403]);
    expect(await raw('/api/network', { host: `localhost:${port}` })).toBe(200);
    expect(asked).not.toContain('GET /api/peer');
  });

  it('of another origin reads nothing and does nothing', async () => {
    const origins = [
      'http://evil.com',
      'null',
      'http://127.0.0.1:1',
      at('/').origin.replace('http', 'https'),
    ];
    for (const origin of origins) {
      for (const where of places) expect((await get(where, { headers: { origin } })).status).toBe(403);
      for (const [where, method] of [
        ['/api/call', 'POST'],
        ['/api/call', 'OPTIONS'],
        ['/peers/nox-0/api/clock/advance', 'POST'],
      ] as const)
        expect(
          await raw(where, { host: at('/').host, origin, 'content-type': 'application/json' }, method, '{}'),
        ).toBe(403);
    }
    expect(asked).not.toContain('POST /api/clock/advance');
  });

  it('cannot have its browser ask for data as for a picture', async () => {
    const headers = { host: at('/').host, 'sec-fetch-site': 'cross-site' };
    for (const where of places) expect(await raw(where, headers)).toBe(403);
    expect(await raw('/api/network', { ...headers, 'sec-fetch-site': 'same-site' })).toBe(403);
    await buildPage({ 'index.html': '<html>' });
    expect(await raw('/', headers)).toBe(200);
  });
});

describe('a call', () => {
  const post = (body: string, type = 'application/json') =>
    get('/api/call', { method: 'POST', headers: { 'content-type': type, origin: at('/').origin }, body });
  const call = { peer: 'nox-0', service: 's', function: 'f' };

  it.each([
    ['of a form', JSON.stringify(call), 415, 'text/plain'],
    ['that is no JSON', '{', 400, undefined],
    ['without a peer', '{"service": "s", "function": "f"}', 400, undefined],
    ['with something else', JSON.stringify({ ...call, script: '(null)' }), 400, undefined],
    ['with arguments that are no list', JSON.stringify({ ...call, args: {} }), 400, undefined],
    ['with too many arguments', JSON.stringify({ ...call, args: Array(65).fill(0) }), 400, undefined],
    ['with too long a name', JSON.stringify({ ...call, service: 'x'.repeat(1_025) }), 400, undefined],
    ['that would live for too long', JSON.stringify({ ...call, ttlMs: 120_001 }), 400, undefined],
    ['of a peer that is not there', JSON.stringify({ ...call, peer: 'nox-9' }), 404, undefined],
    ['that is too long', JSON.stringify({ ...call, args: ['x'.repeat(CALL_MAX_BYTES)] }), 413, undefined],
  ])('%s is refused with a sentence', async (_what, body, status, type) => {
    const response = await post(body, type);
    expect(response.status).toBe(status);
    expect(((await response.json()) as { error: { message: string } }).error.message).not.toBe('');
  });

  it('is made by POST alone', async () => {
    const response = await get('/api/call');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('bounds', () => {
  const bounded = async (bounds: ExplorerBounds) => {
    const shown = { name: '', startedAt: '', peers: [], ipfs: '', chain: undefined };
    const server = await startExplorer(0, { network: () => shown, page: () => undefined }, bounds);
    onTestFinished(() => server.stop());
    return Number(new URL(server.url).port);
  };
  const answerTo = async (port: number, text: string) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.write(text);
    await once(socket, 'close');
    return answer;
  };

  it('are of the head of a request, and of the time to send one', async () => {
    const port = await bounded({ requestMs: 50 });
    expect(await answerTo(port, `GET /${'x'.repeat(16 * 1024)} HTTP/1.1\r\n\r\n`)).toContain(' 431 ');
    expect(await answerTo(port, 'GET / HTTP/1.1\r\n')).toContain(' 408 ');
  });

  it('are of connections: one more is closed', async () => {
    const port = await bounded({ maxConnections: 1 });
    const first = connect(port, '127.0.0.1');
    await once(first, 'connect');
    expect(await answerTo(port, 'GET / HTTP/1.1\r\n')).toBe('');
    first.destroy();
  });
});

describe('where it listens', () => {
  it('is another port when the wanted one is taken', async () => {
    const port = Number(at('/').port);
    const second = await startExplorer(port, {
      network: () => ({ name: '', startedAt: '', peers: [], ipfs: '', chain: undefined }),
      page: () => undefined,
    });
    expect(new URL(second.url)).toMatchObject({ hostname: '127.0.0.1' });
    expect(Number(new URL(second.url).port)).not.toBe(port);
    await second.stop();
  });
});
