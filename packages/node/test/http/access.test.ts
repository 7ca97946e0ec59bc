import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { guard, type HttpAccess } from '../../src/http/access.js';

const TOKEN = 'correct-horse-battery';

function ask(access: Partial<HttpAccess>, from: string, authorization?: string) {
  const routes = new Hono();
  routes.use(guard({ api: 'loopback', hosts: [], ...access }));
  routes.get('*', (c) => c.text('inside'));
  const headers = authorization === undefined ? {} : { authorization };
  return routes.request('/api/x', { headers }, { incoming: { socket: { remoteAddress: from } } });
}

describe('the page of a peer', () => {
  it('is given to whoever may have its token, which it asks for, and elsewhere to nobody', async () => {
    const page = async (access: Partial<HttpAccess>) => {
      const routes = new Hono();
      routes.use(guard({ api: 'loopback', hosts: [], ...access }));
      routes.get('*', (c) => c.text('page'));
      const bindings = { incoming: { socket: { remoteAddress: '10.0.0.1' } } };
      const paths = ['/', '/assets/main.js'];
      return Promise.all(paths.map(async (path) => (await routes.request(path, {}, bindings)).status));
    };
    expect(await page({ token: TOKEN })).toEqual([200, 200]);
    expect(await page({})).toEqual([403, 403]);
  });
});

describe('what is inside of a peer', () => {
  it('is for this machine, with or without a token', async () => {
    expect((await ask({ token: TOKEN }, '127.0.0.1')).status).toBe(200);
    expect((await ask({ token: TOKEN }, '::1', 'Bearer wrong')).status).toBe(200);
  });

  it('is for whoever brings the token, from anywhere', async () => {
    expect((await ask({ token: TOKEN }, '10.0.0.1', `Bearer ${TOKEN}`)).status).toBe(200);
    expect((await ask({ token: TOKEN }, '10.0.0.1', `bearer  ${TOKEN} `)).status).toBe(200);
  });

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Bearer x', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, TOKEN])(
    'is not for who brings %j',
    async (authorization) => {
      const response = await ask({ token: TOKEN }, '10.0.0.1', authorization);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain('Bearer');
      expect(await response.text()).not.toContain(TOKEN);
    },
  );

  it('is for nobody elsewhere when there is no token', async () => {
    expect((await ask({}, '10.0.0.1', 'Bearer undefined')).status).toBe(403);
  });

  it('is not for pages of others, of whatever port, though their browser is on this machine', async () => {
    const routes = new Hono();
    routes.use(guard());
    routes.get('*', (c) => c.text('inside'));
    const from = async (path: string, site: string) =>
      (await routes.request(path, { headers: { 'sec-fetch-site': site } })).status;
    for (const path of ['/api/x', '/config'])
      for (const site of ['cross-site', 'same-site']) expect(await from(path, site)).toBe(403);
    for (const site of ['same-origin', 'none']) expect(await from('/api/x', site)).toBe(200);
    // A link may lead to the page, and anybody may ask for what is public.
    for (const path of ['/', '/health']) expect(await from(path, 'cross-site')).toBe(200);
  });

  it('is under no other name, whatever token is brought', async () => {
    const routes = new Hono();
    routes.use(guard({ api: 'loopback', hosts: [], token: TOKEN }));
    routes.get('*', (c) => c.text('inside'));
    const headers = { host: 'evil.com', authorization: `Bearer ${TOKEN}` };
    expect((await routes.request('/api/x', { headers })).status).toBe(421);
  });
});
