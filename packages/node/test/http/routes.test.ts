import { createTraceRing } from '@noctiluca/aquamarine';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import type { HttpComponents } from '../../src/http/components.js';
import { createRoutes } from '../../src/http/routes.js';

function traced(particleId: string) {
  const ring = createTraceRing();
  ring.record(particleId, { kind: 'sent', to: 'x', bytes: 1 });
  return ring;
}

const components = (given: Partial<HttpComponents> = {}): HttpComponents => ({
  peerId: '12D3KooW',
  versions: { node: '0.1.0' },
  metrics: new Registry(),
  health: () => [],
  describe: () => ({ name: 'node', state: 'running' }),
  traces: traced('p-1'),
  ...given,
});
const get = (path: string, given?: Partial<HttpComponents>) => createRoutes(components(given)).request(path);

describe('HTTP endpoints', () => {
  it('answers /peer_id and /versions', async () => {
    expect(await (await get('/peer_id')).json()).toEqual({ peer_id: '12D3KooW' });
    expect(await (await get('/versions')).json()).toEqual({ node: '0.1.0' });
  });

  it.each([
    ...['/peer_id', '/health', '/metrics', '/config', '/api/describe', '/api/clock'],
    ...['/api/particles', '/api/trace/x', '/api/recordings/x'],
  ])('refuses %s under a name that is not this peer', async (path) => {
    const routes = createRoutes(components({ access: { api: 'any', hosts: ['mine.example'] } }));
    const at = (host: string) => routes.request(path, { headers: { host } });
    expect((await at('evil.com')).status).toBe(421);
    expect((await at('mine.example:80')).status).not.toBe(421);
  });

  it('answers what is inside to this machine only, unless it is opened', async () => {
    const from = (remoteAddress: string, path: string, api?: 'any') =>
      createRoutes(components({ config: () => '', ...(api && { access: { api, hosts: [] } }) })).request(
        path,
        {},
        {
          incoming: { socket: { remoteAddress } },
        },
      );
    for (const path of ['/config', '/api/describe', '/api/trace/x', '/api/particles']) {
      expect((await from('127.0.0.1', path)).status).toBe(200);
      expect((await from('10.0.0.1', path)).status).toBe(403);
      expect((await from('10.0.0.1', path, 'any')).status).toBe(200);
    }
    expect((await from('10.0.0.1', '/peer_id')).status).toBe(200);
  });

  it.each([
    ['all well', [true, true], 200],
    ['some failing', [true, false], 429],
    ['all failing', [false, false], 503],
  ])('answers /health with %s', async (_id, states, status) => {
    const response = await get('/health', {
      health: () => states.map((ok, i) => ({ name: `check_${i}`, ok })),
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(states.map((ok, i) => ({ [`check_${i}`]: ok ? 'Ok' : 'Fail' })));
  });

  it('says Warn of a check that is no failure, with the status of one', async () => {
    const health = async () => [
      { name: 'a', ok: true },
      { name: 'b', ok: false, isWarning: true },
    ];
    const response = await get('/health', { health });
    expect(response.status).toBe(429);
    expect(await response.json()).toEqual([{ a: 'Ok' }, { b: 'Warn' }]);
  });

  it('has no /metrics and no /health when they are off', async () => {
    expect((await get('/metrics', { metrics: undefined })).status).toBe(404);
    expect((await get('/health', { health: undefined })).status).toBe(404);
  });

  it('answers /metrics as text', async () => {
    const response = await get('/metrics');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/plain');
  });

  it('shows the tree and the trace of a particle', async () => {
    expect(await (await get('/api/describe')).json()).toMatchObject({ state: 'running' });
    expect(await (await get('/api/trace/p-1')).json()).toEqual([
      expect.objectContaining({ particleId: 'p-1' }),
    ]);
  });

  it('shows what was recorded of a particle, or null, and has no such endpoint where nothing is', async () => {
    const recording = async (id: string) =>
      id === 'p'
        ? { particle: { id, initPeerId: 'x', timestamp: 1, ttl: 1, script: '' }, peers: [] }
        : undefined;
    expect(await (await get('/api/recordings/p', { recording })).json()).toMatchObject({ peers: [] });
    expect(await (await get('/api/recordings/q', { recording })).json()).toBeNull();
    expect((await get('/api/recordings/p')).status).toBe(404);
  });

  it('shows the worker of a deal, or null, and has no such endpoint without workers', async () => {
    const facts = { workerId: 'w', active: true, services: [], values: {}, statuses: [] };
    const worker: HttpComponents['worker'] = (query) =>
      query.worker === 'deal' ? { ...facts, values: { asked: JSON.stringify(query) } } : undefined;
    const response = await get('/api/workers/deal?key=a&key=b%3Ac&spell=s', { worker });
    const asked = '{"worker":"deal","keys":["a","b:c"],"spell":"s"}';
    expect(await response.json()).toEqual({ ...facts, values: { asked } });
    expect(await (await get('/api/workers/none', { worker })).json()).toBeNull();
    expect((await get('/api/workers/deal')).status).toBe(404);
  });

  it('shows the configuration it is given, and none otherwise', async () => {
    const response = await get('/config', { config: () => 'tcp_port = 1\n' });
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toBe('tcp_port = 1\n');
    expect((await get('/config')).status).toBe(404);
  });

  it('answers HEAD without a body, and nothing but GET and HEAD', async () => {
    const head = await createRoutes(components()).request('/peer_id', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await createRoutes(components()).request('/peer_id', { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
  });

  it('says what failed when something does', async () => {
    const response = await get('/api/describe', {
      describe: () => {
        throw new Error('The store is closed');
      },
    });
    expect([response.status, await response.text()]).toEqual([500, 'The store is closed']);
  });

  it('answers anything else with 404', async () => {
    const response = await get('/nothing');
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('No such endpoint');
  });
});

describe('the clock', () => {
  const clock = () => {
    let nowMs = 1_000;
    return {
      nowMs: () => nowMs,
      get offsetMs() {
        return nowMs - 1_000;
      },
      async advance(ms: number) {
        nowMs += ms;
        return nowMs;
      },
    };
  };
  const post = (given: Partial<HttpComponents>, body: string, type = 'application/json') =>
    createRoutes(components(given)).request('/api/clock/advance', {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    });

  it('is the system’s unless the peer has a virtual one, which can be advanced', async () => {
    expect(await (await get('/api/clock')).json()).toMatchObject({ virtual: false, offsetMs: 0 });
    const given = { clock: clock() };
    const answer = await post(given, '{"seconds": 1.5}');
    expect(answer.status).toBe(200);
    const facts = { virtual: true, now: '1970-01-01T00:00:02.500Z', nowMs: 2_500, offsetMs: 1_500 };
    expect(await answer.json()).toEqual(facts);
    expect(await (await get('/api/clock', given)).json()).toEqual(facts);
  });

  it('cannot be advanced without a virtual one', async () => {
    expect((await post({}, '{"seconds": 1}')).status).toBe(405);
  });

  it.each(['{"seconds": 0}', '{"seconds": -1}', '{"seconds": "1"}', '{"seconds": 1e12}', '{}', 'x', '[]'])(
    'is not advanced by %s',
    async (body) => {
      const given = { clock: clock() };
      expect((await post(given, body)).status).toBe(400);
      expect(given.clock.offsetMs).toBe(0);
    },
  );

  it('takes nothing that a web page may send unasked, and nothing long', async () => {
    const given = { clock: clock() };
    expect((await post(given, '{"seconds": 1}', 'text/plain')).status).toBe(415);
    expect((await post(given, `{"seconds": 1, "x": "${'x'.repeat(2_000)}"}`)).status).toBe(413);
    expect(given.clock.offsetMs).toBe(0);
  });
});
