import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { JsonValue } from '@noctiluca/marine';
import { cidOf } from '@noctiluca/store';
import { afterEach, describe, expect, test } from 'vitest';
import { HOST_SCOPE } from '../../src/access/peer-scope.js';
import { startTestHost, type TestHost } from '../utils/test-host.js';

// Our own sample services: see services/README.md.
const sample = (path: string) => readFile(new URL(`../../../../services/${path}`, import.meta.url));

const hosts: TestHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.destroy();
});

async function start(...args: Parameters<typeof startTestHost>): Promise<TestHost> {
  const host = await startTestHost(...args);
  hosts.push(host);
  return host;
}

async function restart(host: TestHost, ...[init]: Parameters<typeof startTestHost>): Promise<TestHost> {
  hosts.splice(hosts.indexOf(host), 1);
  await host.stop();
  return start(init, { dir: host.dir });
}

/** A service of these modules, the last of them the facade. */
async function serve(
  at: TestHost,
  alias: string,
  ...modules: [name: string, path: string][]
): Promise<string> {
  const { services, hostPeerId: ownerId } = at.host;
  const dependencies: string[] = [];
  for (const [name, path] of modules) dependencies.push(await services.modules.add(name, await sample(path)));
  const blueprintId = await services.blueprints.add({ name: alias, dependencies });
  const serviceId = await services.create({ scope: HOST_SCOPE, blueprintId, ownerId });
  await services.addAlias(HOST_SCOPE, alias, serviceId, ownerId);
  return serviceId;
}

const FILES: [string, string] = ['files', 'files/files.wasm'];
const EFFECTOR: [string, string][] = [
  ['binaries', 'effector/binaries/binaries.wasm'],
  ['effector', 'effector/effector.wasm'],
];

async function limitHits({ registry }: TestHost, limit: string): Promise<number> {
  const metric = await registry.getSingleMetric('host_limit_reached_total')?.get();
  return metric?.values.find(({ labels }) => labels.limit === limit)?.value ?? 0;
}

const textOf = (content: JsonValue) => Buffer.from((content as { data: number[] }).data).toString();

describe('storage of a service', () => {
  test('stays over a restart, other files do not', async () => {
    const first = await start();
    const id = await serve(first, 'files', FILES);
    for (const path of ['/storage/a', '/storage/module/b', '/tmp/c', '/tmp/module/d']) {
      const done = await first.result('files', 'put', [path, [...Buffer.from(path)]]);
      expect(done).toEqual({ success: true, error: '' });
    }
    expect(await readFile(join(first.dir, 'storage', id, 'files', 'b'), 'utf8')).toBe('/storage/module/b');
    const next = await restart(first);
    const get = (path: string) => next.result('files', 'get', [path]);
    expect(textOf(await get('/storage/a'))).toBe('/storage/a');
    expect(textOf(await get('/storage/module/b'))).toBe('/storage/module/b');
    expect(await get('/tmp/c')).toMatchObject({ success: false });
    expect(await get('/tmp/module/d')).toMatchObject({ success: false });
  });

  test('is its own', async () => {
    const at = await start();
    const [one] = [await serve(at, 'one', FILES), await serve(at, 'two', FILES)];
    await at.result('one', 'put', ['/storage/a', [1]]);
    expect(await at.result('two', 'get', ['/storage/a'])).toMatchObject({ success: false });
    const attempts = await at.result('two', 'escape_read', [join(at.dir, 'storage', one, 'a')]);
    expect((attempts as { way: string; escaped: boolean }[]).filter(({ escaped }) => escaped)).toEqual([]);
  });
});

describe('the quota of a directory of a service', () => {
  const FULL = { success: false, error: expect.stringMatching(/space/i) };

  test.each([
    ['storage', { storageBytes: 1000 }],
    ['tmp', { tmpBytes: 1000 }],
  ] as const)('refuses what does not fit /%s, and harms nobody else', async (name, quotas) => {
    const at = await start({ quotas });
    await serve(at, 'one', FILES);
    await serve(at, 'two', FILES);
    const put = (service: string, file: string, size: number) =>
      at.result(service, 'put', [`/${name}/${file}`, new Array(size).fill(0)]);
    expect(await put('one', 'a', 600)).toMatchObject({ success: true });
    expect(await put('one', 'module/b', 600)).toMatchObject(FULL);
    expect(await limitHits(at, `${name}_bytes`)).toBe(1);
    expect(await put('two', 'a', 1000)).toMatchObject({ success: true });
    expect(await at.result('one', 'delete', [`/${name}/a`])).toMatchObject({ success: true });
    expect(await put('one', 'module/b', 1000)).toMatchObject({ success: true });
  });

  test('bounds the number of files, and holds after a restart', async () => {
    const init = { quotas: { directoryEntries: 3, storageBytes: 10 } };
    const first = await start(init);
    await serve(first, 'files', FILES);
    const put = (at: TestHost, file: string) => at.result('files', 'put', [`/storage/${file}`, [1, 2, 3, 4]]);
    expect(await put(first, 'a')).toMatchObject({ success: true });
    expect(await put(first, 'b')).toMatchObject({ success: true });
    const next = await restart(first, init);
    expect(await put(next, 'c')).toMatchObject(FULL);
    expect(await limitHits(next, 'storage_entries')).toBe(1);
    await next.result('files', 'delete', ['/storage/a']);
    await next.result('files', 'delete', ['/storage/b']);
    expect(await put(next, 'c')).toMatchObject({ success: true });
  });
});

describe('the vault of a particle', () => {
  test('is shared by its services and its script, and by nobody else', async () => {
    const at = await start();
    await serve(at, 'one', FILES);
    await serve(at, 'two', FILES);
    const mine = { particle: at.particleBy(at.stranger) };
    const others = { particle: at.particleBy(at.stranger) };
    const path = String(await at.result('one', 'vault_put', ['note', 'hello'], mine));
    expect(path).toMatch(new RegExp(`^/tmp/vault/${mine.particle.id}-\\w+/note$`));
    expect(await at.result('two', 'vault_get', [path], mine)).toBe('hello');
    expect(await at.result('vault', 'cat', [path], mine)).toBe('hello');
    expect(await at.result('vault', 'cat', ['note'], mine)).toBe('hello');
    const put = String(await at.result('vault', 'put', ['from the script'], mine));
    expect(await at.result('one', 'vault_get', [put], mine)).toBe('from the script');
    expect(await at.error('two', 'vault_get', ['note'], others)).toContain('cannot read');
    expect(await at.error('vault', 'cat', [path], others)).toContain('Error reading vault file');
  });

  test('is made for services that can reach files only, and goes with the particle', async () => {
    const at = await start();
    await serve(at, 'files', FILES);
    const life = new AbortController();
    const how = { particle: at.particleBy(at.stranger), signal: life.signal };
    const path = String(await at.result('files', 'vault_put', ['a', 'x'], how));
    const dir = join(at.dir, 'vault', at.keyPair.peerId, path.split('/')[3] ?? '');
    expect((await stat(dir)).isDirectory()).toBe(true);
    life.abort();
    while (await stat(dir).catch(() => undefined)) await setImmediate();
  });

  test('bounds what services and scripts leave in it, however they write', async () => {
    const at = await start({ quotas: { vaultBytes: 1000, vaultEntries: 4 } });
    await serve(at, 'one', FILES);
    await serve(at, 'two', FILES);
    const how = { particle: at.particleBy(at.stranger) };
    expect(await at.error('one', 'vault_put', ['big', 'x'.repeat(2000)], how)).toContain('No space left');
    await at.result('one', 'vault_put', ['a', 'x'.repeat(500)], how);
    expect(await at.error('two', 'vault_put', ['b', 'x'.repeat(501)], how)).toContain('No space left');
    expect(await at.error('vault', 'put', ['x'.repeat(501)], how)).toContain('500 of 1000 bytes are taken');
    await at.result('vault', 'put', ['x'], how);
    expect(await at.error('two', 'vault_put', ['c', 'x'], how)).toContain('No space left');
    expect(await limitHits(at, 'vault_bytes')).toBe(3);
    expect(await limitHits(at, 'vault_entries')).toBe(1);
    expect(await at.result('one', 'vault_put', ['more', 'x'])).toContain('/more');
  });

  test('is the only place beside the directories of a service that it can write to', async () => {
    const at = await start();
    await serve(at, 'files', FILES);
    expect(await at.result('files', 'put', ['/tmp/vault/beside', [1]])).toMatchObject({ success: false });
    expect(await readdir(join(at.dir, 'vault', at.keyPair.peerId))).not.toContain('beside');
  });

  test('a link that a service makes in it leads the peer nowhere', async () => {
    const at = await start();
    await serve(at, 'files', FILES);
    const how = { particle: at.particleBy(at.management) };
    const path = String(await at.result('files', 'vault_put', ['a', 'x'], how));
    for (const target of ['/etc/passwd', '../../../../../../etc/passwd', '..']) {
      const link = `${path}-${target.length}`;
      await at.call('files', 'make_link', [link, target], how);
      expect(await at.error('vault', 'cat', [link], how)).toContain('Error reading vault file');
      expect(await at.error('dist', 'load_blueprint', [link], how)).toContain('Incorrect vault');
    }
  });

  test('is not to be found by listing, not even when the peer runs as root', async () => {
    const at = await start();
    await serve(at, 'files', FILES);
    await at.result('vault', 'put', ['x']);
    expect(await at.result('files', 'vaults_of_others', [])).toMatchObject({ success: false, entries: [] });
  });
});

describe('an effector', () => {
  const allowed = { echo: '/bin/echo', ls: '/bin/ls', cat: '/bin/cat', rm: '/bin/rm' };
  const effectors = async () => ({ [cidOf(await sample('effector/binaries/binaries.wasm'))]: allowed });

  test('runs what its CID is allowed, and reads the vault of the particle', async () => {
    const at = await start({ effectors: await effectors() });
    await serve(at, 'effector', ...EFFECTOR);
    const said = await at.result('effector', 'echo', [['hello', '$HOME']]);
    expect(said).toMatchObject({ ret_code: 0, stdout: [...Buffer.from('hello $HOME\n')] });
    const how = { particle: at.particleBy(at.stranger) };
    const path = String(await at.result('vault', 'put', ['from the script'], how));
    expect(await at.result('effector', 'cat_from_vault', [path.split('/').at(-1) ?? ''], how)).toEqual({
      success: true,
      error: '',
      text: 'from the script',
    });
  });

  test('is refused where nothing is allowed, and after a restart that withdraws the permission', async () => {
    const at = await start();
    await expect(serve(at, 'effector', ...EFFECTOR)).rejects.toThrow(
      /^Config error: requested module effector binaries with CID \w+ is forbidden on this host$/,
    );
    const allowing = await restart(at, { effectors: await effectors() });
    await serve(allowing, 'effector', ...EFFECTOR);
    const strict = await restart(allowing, {});
    expect(await strict.host.restored()).toEqual([
      { serviceId: expect.any(String), reason: expect.stringContaining('is forbidden on this host') },
    ]);
    expect(await strict.error('effector', 'echo', [['x']])).toContain('is forbidden on this host');
  });

  test('may run what dev mode names', async () => {
    const at = await start({ devModeBinaries: allowed });
    await serve(at, 'effector', ...EFFECTOR);
    expect(await at.result('effector', 'echo', [['x']])).toMatchObject({ ret_code: 0 });
  });
});
