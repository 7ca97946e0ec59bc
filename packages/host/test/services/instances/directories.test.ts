import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServiceRunner, type ServiceConfig, type ServiceRunner } from '@noctiluca/marine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HOST_SCOPE } from '../../../src/access/peer-scope.js';
import { addGreetingBlueprint, startTestHost, type TestHost } from '../../utils/test-host.js';

/** The real runner; what it was asked for is kept. */
function recordingRunner() {
  const runner = createServiceRunner();
  const configs: ServiceConfig[] = [];
  const recording: ServiceRunner = {
    create(config, options) {
      configs.push(config);
      return runner.create(config, options);
    },
    close: () => runner.close(),
  };
  return { runner: recording, configs };
}

const recorded = recordingRunner();
let at: TestHost;
let services: TestHost['host']['services'];

beforeAll(async () => {
  at = await startTestHost({ servicesEnvs: { TOKEN: 'secret' } }, { runner: recorded.runner });
  ({ services } = at.host);
});
afterAll(() => at.destroy());
beforeEach(() => {
  recorded.configs.length = 0;
});

async function newService(host = at, ownerId = host.host.hostPeerId): Promise<string> {
  const { blueprintId } = await addGreetingBlueprint(host);
  return host.host.services.create({ scope: HOST_SCOPE, blueprintId, ownerId });
}

const names = (host: TestHost, kind: 'storage' | 'ephemeral') => readdir(join(host.dir, kind));
const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

describe('a service sees', () => {
  test('its own directories and the vaults of its scope, module by module (spec/nox.md §4.4)', async () => {
    const id = await newService();
    const [storage, ephemeral] = [join(at.dir, 'storage', id), join(at.dir, 'ephemeral', id)];
    const of = (module: string) => ({
      '/storage': storage,
      '/storage/module': join(storage, module),
      '/tmp': ephemeral,
      '/tmp/module': join(ephemeral, module),
      '/tmp/vault': join(at.dir, 'vault', at.keyPair.peerId),
    });
    const { modules } = recorded.configs[0] ?? { modules: [] };
    expect(modules.map(({ config }) => [config.name, config.mappedDirs])).toEqual([
      ['effector', of('effector')],
      ['greeting', of('greeting')],
    ]);
    for (const { config } of modules) {
      for (const path of Object.values(config.mappedDirs ?? {})) expect(await exists(path)).toBe(true);
    }
  });

  test('its id, and no memory limit unless there is one', async () => {
    const id = await newService();
    expect(recorded.configs[0]?.modules[0]?.config.envs).toMatchObject({ service_id: id });
    expect(recorded.configs[0]).not.toHaveProperty('totalMemoryLimitBytes');
    const { runner, configs } = recordingRunner();
    const other = await startTestHost({ serviceMemoryLimitBytes: 2 ** 26 }, { runner });
    await newService(other);
    expect(configs[0]).toMatchObject({ totalMemoryLimitBytes: 2 ** 26 });
    await other.destroy();
  });

  test("the node's environment when it is the node's own, and not else (spec/nox.md §9.2 no. 22)", async () => {
    const envs = () => recorded.configs.at(-1)?.modules.map(({ config }) => config.envs?.TOKEN);
    await newService();
    expect(envs()).toEqual(['secret', 'secret']);
    await newService(at, at.management.peerId);
    expect(envs()).toEqual([undefined, undefined]);
    const { runner, configs } = recordingRunner();
    const other = await startTestHost({ servicesEnvs: { TOKEN: 'all' }, servicesEnvsFor: 'all' }, { runner });
    await newService(other, other.stranger.peerId);
    expect(configs[0]?.modules[0]?.config.envs?.TOKEN).toBe('all');
    await other.destroy();
  });

  test('no directories on a peer that keeps no files', async () => {
    const { runner, configs } = recordingRunner();
    const other = await startTestHost({}, { runner, noFiles: true });
    await newService(other);
    expect(configs[0]?.modules.map(({ config }) => config.mappedDirs)).toEqual([{}, {}]);
    await other.destroy();
  });
});

describe('directories', () => {
  test('go with their service (spec/nox.md §9.2 no. 19)', async () => {
    const [id, other] = [await newService(), await newService()];
    await writeFile(join(at.dir, 'storage', id, 'data'), 'x');
    await services.remove(HOST_SCOPE, id, at.host.hostPeerId);
    for (const kind of ['storage', 'ephemeral'] as const) {
      expect(await names(at, kind)).toContain(other);
      expect(await names(at, kind)).not.toContain(id);
    }
  });

  test('of a service that does not start are not left behind', async () => {
    const before = await names(at, 'storage');
    const { greeting } = await addGreetingBlueprint(at);
    const blueprintId = await services.blueprints.add({ name: 'half', dependencies: [greeting] });
    const creation = services.create({ scope: HOST_SCOPE, blueprintId, ownerId: at.host.hostPeerId });
    await expect(creation).rejects.toThrow("isn't loaded");
    expect(await names(at, 'storage')).toEqual(before);
    expect(await names(at, 'ephemeral')).toEqual(before);
  });

  test('a link that a service left instead of one is not followed', async () => {
    const first = await startTestHost();
    const id = await newService(first);
    const outside = join(first.dir, 'outside');
    await mkdir(outside);
    await first.stop();
    const own = join(first.dir, 'storage', id, 'greeting');
    await rm(own, { recursive: true });
    await symlink(outside, own);
    const next = await startTestHost({}, { dir: first.dir });
    expect(await next.host.restored()).toEqual([
      { serviceId: id, reason: `${own} is no directory: remove it, or the service it belongs to` },
    ]);
    await writeFile(join(outside, 'kept'), 'x');
    await next.host.services.remove(HOST_SCOPE, id, next.host.hostPeerId);
    expect(await readFile(join(outside, 'kept'), 'utf8')).toBe('x');
    await next.destroy();
  });
});

describe('a restart', () => {
  test('keeps storage of services and empties the rest', async () => {
    const first = await startTestHost();
    const id = await newService(first);
    await writeFile(join(first.dir, 'storage', id, 'data'), 'kept');
    await writeFile(join(first.dir, 'ephemeral', id, 'data'), 'lost');
    await first.stop();
    const next = await startTestHost({}, { dir: first.dir });
    expect(await next.host.restored()).toEqual([]);
    expect(await readFile(join(next.dir, 'storage', id, 'data'), 'utf8')).toBe('kept');
    expect(await readdir(join(next.dir, 'ephemeral', id))).not.toContain('data');
    await next.destroy();
  });

  test('moves what a kill left of services half made or half removed aside, and nothing else', async () => {
    const first = await startTestHost();
    const id = await newService(first);
    await first.stop();
    const orphan = '5c0f7c2e-44d3-4d8e-9a0f-0b9c5c1f5f11';
    await mkdir(join(first.dir, 'storage', orphan, 'greeting'), { recursive: true });
    await mkdir(join(first.dir, 'storage', 'of-the-operator'));
    const next = await startTestHost({ restoreConcurrency: 0 }, { dir: first.dir });
    expect((await names(next, 'storage')).sort()).toEqual([id, 'of-the-operator', 'orphans'].sort());
    await next.destroy();
  });
});
