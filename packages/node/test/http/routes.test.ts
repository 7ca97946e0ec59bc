import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createRoutes, type HttpComponents } from '../../src/http/routes.js';

const components = (given: Partial<HttpComponents> = {}): HttpComponents => ({
  peerId: '12D3KooW',
  versions: { node: '0.1.0' },
  metrics: new Registry(),
  health: () => [],
  describe: () => ({ name: 'node', state: 'running' }),
  trace: (particleId = 'all') => [{ kind: 'sent', to: 'x', bytes: 1, atMs: 1, particleId }],
  ...given,
});
const get = (path: string, given?: Partial<HttpComponents>) => createRoutes(components(given)).request(path);

describe('HTTP endpoints', () => {
  it('answers /peer_id and /versions', async () => {
    expect(await (await get('/peer_id')).json()).toEqual({ peer_id: '12D3KooW' });
    expect(await (await get('/versions')).json()).toEqual({ node: '0.1.0' });
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

  it('answers anything else with 404', async () => {
    const response = await get('/nothing');
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('No such endpoint');
  });
});
