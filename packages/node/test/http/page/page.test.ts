import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTraceRing } from '@noctiluca/aquamarine';
import { tempDir } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { findPage } from '../../../src/http/page/find-page.js';
import { createRoutes } from '../../../src/http/routes.js';

async function built(): Promise<{ place: string; build(): Promise<void> }> {
  const folder = await tempDir();
  const root = path.join(folder, 'node_modules', '@noctiluca', 'explorer');
  const page = path.join(root, 'dist', 'page');
  return {
    place: path.join(folder, 'package.json'),
    async build() {
      await mkdir(path.join(page, 'assets'), { recursive: true });
      await writeFile(path.join(root, 'package.json'), '{"name": "@noctiluca/explorer"}');
      await writeFile(path.join(root, 'dist', 'outside.txt'), 'outside');
      await writeFile(path.join(page, 'index.html'), '<html>');
      await writeFile(path.join(page, 'assets', 'a.js'), '1');
    },
  };
}

function peer(place: string) {
  const routes = createRoutes({
    ...{ peerId: 'p', versions: {}, metrics: undefined, health: undefined },
    describe: () => ({}),
    traces: createTraceRing(),
    page: () => findPage([place]),
  });
  return (where: string, from = '127.0.0.1') =>
    routes.request(where, {}, { incoming: { socket: { remoteAddress: from } } });
}

describe('the page of a peer', () => {
  it('is served to this machine as soon as it is built, and may be framed by nobody', async () => {
    const { place, build } = await built();
    const get = peer(place);
    const missing = await get('/');
    expect([missing.status, await missing.text()]).toEqual([
      404,
      expect.stringContaining('npm i @noctiluca/explorer'),
    ]);
    await build();
    const page = await get('/');
    expect([page.status, await page.text()]).toEqual([200, '<html>']);
    expect(page.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
    expect((await get('/assets/a.js')).headers.get('content-type')).toContain('text/javascript');
    expect((await get('/', '10.0.0.1')).status).toBe(403);
    expect((await get('/assets/a.js', '10.0.0.1')).status).toBe(403);
  });

  it('has no files but its own, and takes no path from the peer', async () => {
    const { place, build } = await built();
    await build();
    const get = peer(place);
    for (const where of [
      '/assets/..%2f..%2foutside.txt',
      '/assets/b.js',
      '/assets/%00.js',
      '/index.html',
      '/particles',
    ])
      expect([where, (await get(where)).status]).toEqual([where, 404]);
    expect((await get('/peer_id')).headers.get('content-type')).toContain('application/json');
  });
});
