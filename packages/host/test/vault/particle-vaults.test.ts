import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHost, type TestHost } from '../utils/test-host.js';

let at: TestHost;
beforeAll(async () => {
  at = await startTestHost({ quotas: { vaultBytes: 1000, vaultEntries: 5 } });
});
afterAll(() => at.destroy());

const scopeDir = ({ dir, keyPair }: TestHost) => join(dir, 'vault', keyPair.peerId);
const vaultsOf = (host: TestHost) => readdir(scopeDir(host)).catch(() => []);

/** A particle under way, with what ends it. */
function particleHere(host = at) {
  const life = new AbortController();
  const how = { particle: host.particleBy(host.management), signal: life.signal };
  return { life, how, put: async (text: string) => String(await host.result('vault', 'put', [text], how)) };
}

const realDir = (host: TestHost, path: string) => join(scopeDir(host), path.split('/')[3] ?? '');

/** Until a vault is gone; its removal begins with the end of the particle. */
async function gone(dir: string): Promise<void> {
  while (await stat(dir).catch(() => undefined)) await setImmediate();
}

async function metric(host: TestHost, name: string): Promise<number | undefined> {
  const { values } = (await host.registry.getSingleMetric(name)?.get()) ?? { values: [] };
  return values.reduce<number | undefined>((sum, { value }) => (sum ?? 0) + value, undefined);
}

describe('a vault', () => {
  test('is removed when its particle ends, and only then', async () => {
    const [one, two] = [particleHere(), particleHere()];
    const [first, second] = [await one.put('1'), await two.put('2')];
    one.life.abort();
    await gone(realDir(at, first));
    expect(await at.result('vault', 'cat', [second], two.how)).toBe('2');
    expect(await at.error('vault', 'put', ['x'], one.how)).toBe(
      `Error: Particle ${one.how.particle.id} ended, and its vault with it`,
    );
    await expect.poll(() => metric(at, 'host_vaults')).toBe(1);
    two.life.abort();
    await gone(realDir(at, second));
  });

  test('is not to be listed or entered by others', async () => {
    const here = particleHere();
    const path = await here.put('1');
    expect((await stat(scopeDir(at))).mode & 0o777).toBe(0o300);
    expect((await stat(join(at.dir, 'vault'))).mode & 0o777).toBe(0o700);
    expect((await stat(realDir(at, path))).mode & 0o777).toBe(0o700);
    here.life.abort();
    await gone(realDir(at, path));
  });

  test('of an id that is no file name stays inside and is found by its path (spec/nox.md §9.2 no. 16)', async () => {
    const { particle } = particleHere().how;
    const how = { particle: { ...particle, id: '../../../escaped/\0' } };
    const path = String(await at.result('vault', 'put', ['x'], how));
    expect(path).toMatch(/^\/tmp\/vault\/[0-9a-f]{64}-[^/]+\/[^/]+$/);
    expect(await at.result('vault', 'cat', [path], how)).toBe('x');
  });

  test('of a particle without files has no directory', async () => {
    const before = await vaultsOf(at);
    await at.error('vault', 'cat', ['x'], particleHere().how);
    expect(await vaultsOf(at)).toEqual(before);
  });

  test('refuses to be overfilled, also by writers at the same time', async () => {
    const here = particleHere();
    const before = (await metric(at, 'host_limit_reached_total')) ?? 0;
    const puts = await Promise.allSettled(Array.from({ length: 8 }, () => here.put('x'.repeat(300))));
    expect(puts.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    const text = await at.error('vault', 'put', ['x'.repeat(300)], here.how);
    expect(text).toMatch(
      /^Error: Write vault failed for `\/tmp\/vault\/.*`: 900 of 1000 bytes are taken, 300 more do not fit$/,
    );
    expect(await metric(at, 'host_limit_reached_total')).toBe(before + 6);
  });

  test('takes a bounded number of files', async () => {
    const here = particleHere();
    for (let n = 0; n < 5; n++) await here.put('');
    expect(await at.error('vault', 'put', ['1'], here.how)).toMatch(/a particle may have 5 files here$/);
  });

  test('does not give away a file that a link in it leads to', async () => {
    const here = particleHere();
    const path = await here.put('mine');
    await writeFile(join(at.dir, 'secret'), 'secret');
    await symlink(join(at.dir, 'secret'), join(realDir(at, path), 'link'));
    expect(await at.error('vault', 'cat', ['link'], here.how)).toBe('Error reading vault file `link`');
    here.life.abort();
    await gone(realDir(at, path));
    expect(await readFile(join(at.dir, 'secret'), 'utf8')).toBe('secret');
  });
});

describe('leftovers', () => {
  test('of particles that were under way at a stop are gone (spec/nox.md §9.2 no. 15)', async () => {
    const first = await startTestHost();
    const dir = realDir(first, await particleHere(first).put('x'));
    expect((await stat(dir)).isDirectory()).toBe(true);
    await first.stop();
    await expect(stat(dir)).rejects.toThrow('ENOENT');
    const next = await startTestHost({}, { dir: first.dir });
    await next.destroy();
  });

  test('of a killed peer go at the start; what is not ours stays', async () => {
    const first = await startTestHost();
    await first.stop();
    await mkdir(join(scopeDir(first), 'p-token', 'sub'), { recursive: true });
    await chmod(scopeDir(first), 0o300);
    await mkdir(join(first.dir, 'vault', 'foreign'));
    const next = await startTestHost({}, { dir: first.dir });
    expect(await readdir(join(next.dir, 'vault'))).toEqual(['foreign']);
    await next.destroy();
  });
});

describe('a peer without directories', () => {
  test('says that there is no vault', async () => {
    const other = await startTestHost({}, { noFiles: true });
    const text =
      'This peer keeps no files, so particles have no vault: its operator has to name the directories';
    expect(await other.error('vault', 'put', ['x'])).toBe(text);
    expect(await other.error('dist', 'load_blueprint', ['x'])).toBe(text);
    await other.destroy();
  });
});
